"""Other engines asked the same questions of the same worlds, each in a process of its own.

They walk `legs`: flows as goods go, and relations of the hierarchy both ways; what is retracted or a candidate is left
out. The grammar of chains, the order of time, goods, grades and evidence are left to the program that is measured: what
a peer does not do here costs it nothing. Each module offers `prepare`, `chains` and `exposure`, as `Peer` says.
"""
