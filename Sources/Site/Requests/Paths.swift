/// Where pages are, under the council: each feature spells the addresses of its own pages here, and nobody else does.
enum Paths {}
