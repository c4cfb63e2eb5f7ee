"""Invented families in the ten gemeenten of the 2016 study, to look around with.

The totals are those of the pre-study (HvA 2016, *Samen pionieren*); every name, text and the
spread over the gemeenten is invented. It is built through the ordinary services, day by day.
"""
