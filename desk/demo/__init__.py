"""The invented shop that shows the desk at work: its articles, its products, its people."""
