"""What fits best, what another choice costs the whole list, and whom to look for.

Pure: it knows profiles and limits, no database and no web. All numbers are integers, so that an
explanation adds up exactly. It ranks and explains; a person couples. numpy and OR-tools are loaded
by who first asks for something to be computed, so that a worker that never solves does not pay.
"""
