"""Entry points of the background work: Celery tasks, and the sweeps that need no broker."""
