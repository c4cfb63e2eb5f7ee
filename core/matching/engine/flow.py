"""The best coupling of a whole list, as a flow of least cost by OR-tools: exact on integers."""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from core.matching.engine.columns import Numbers, Yes


class NotSolved(Exception):
    """The solver gave up on a problem that always has an answer."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs that may be chosen: request `i`, offer `j`, and their value; `places` per offer."""

    i: Numbers
    j: Numbers
    value: Numbers
    requests: int
    places: Numbers


def best_coupling(edges: Edges) -> Yes:
    """Return which edges are chosen: of greatest value, each request once, each place once."""
    if not len(edges.i):
        return np.zeros(0, np.bool_)
    flow = network(edges)
    if flow.solve() != flow.OPTIMAL:
        raise NotSolved
    chosen: Yes = np.asarray(flow.flows(np.arange(len(edges.i), dtype=np.int32))) > 0
    return chosen


def network(edges: Edges) -> SimpleMinCostFlow:
    """Return the network: from each request to its offers, or past them, to the end."""
    end = edges.requests + len(edges.places)
    requests = np.arange(edges.requests, dtype=np.int32)
    offers = np.arange(edges.requests, end, dtype=np.int32)
    flow = SimpleMinCostFlow()
    add = flow.add_arcs_with_capacity_and_unit_cost
    heads = (edges.j + edges.requests).astype(np.int32)
    add(edges.i.astype(np.int32), heads, np.ones(len(edges.i), np.int64), -edges.value)
    add(offers, np.full(len(offers), end, np.int32), edges.places, np.zeros(len(offers), np.int64))
    ones, free = np.ones(edges.requests, np.int64), np.zeros(edges.requests, np.int64)
    add(requests, np.full(edges.requests, end, np.int32), ones, free)
    flow.set_nodes_supplies(requests, ones)
    flow.set_node_supply(end, -edges.requests)
    return flow
