"""What differs per gemeente, funder, licence holder or supplier: one package each."""
