# SPDX-License-Identifier: Apache-2.0
"""Reads a GraphML file with networkx and with igraph; fails unless both see the same graph."""
import collections
import sys

import igraph
import networkx

path = sys.argv[1]
one = networkx.read_graphml(path, force_multigraph=True)
two = igraph.Graph.Read_GraphML(path)
assert (one.number_of_nodes(), one.number_of_edges()) == (two.vcount(), two.ecount())
for key in ("label", "n_type"):
    assert collections.Counter(data[key] for _, data in one.nodes(data=True)) == collections.Counter(two.vs[key]), key
assert collections.Counter(data["e_relation"] for *_, data in one.edges(data=True)) == collections.Counter(two.es["e_relation"])
print(one.number_of_nodes(), "nodes", one.number_of_edges(), "edges")
