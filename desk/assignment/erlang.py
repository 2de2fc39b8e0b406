"""Queues for several servers, in formulas: what a simulation is checked against. Pure.

Customers come independently of one another, work takes exponential times, nobody gives up: the queue M/M/c. The
formula is A. K. Erlang's: "Solution of some Problems in the Theory of Probabilities of Significance in Automatic
Telephone Exchanges", 1917.
"""

from __future__ import annotations

import math


def waiting_probability(servers: int, offered: float) -> float:
    """Return Erlang C: the share of customers who must wait, 0 to 1.

    `offered` is the load in erlangs: arrivals a second times seconds of work each. At or above `servers` the queue
    grows without end and everybody waits. It is made of Erlang B, by the recursion over servers that never overflows.
    """
    if offered >= servers:
        return 1.0
    blocked = 1.0
    for number in range(1, servers + 1):
        blocked = offered * blocked / (number + offered * blocked)
    return blocked / (1 - (offered / servers) * (1 - blocked))


def mean_wait_s(servers: int, *, arrivals_per_s: float, work_s: float) -> float:
    """Return the mean wait of all, those who need not wait included, in seconds; infinite where the queue grows."""
    offered = arrivals_per_s * work_s
    if offered >= servers:
        return math.inf
    return waiting_probability(servers, offered) * work_s / (servers - offered)
