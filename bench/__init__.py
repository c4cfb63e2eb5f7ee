"""How the ground carries: ratios, each taken in one interleaved run."""
