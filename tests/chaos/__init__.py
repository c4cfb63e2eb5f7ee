"""Treating a real installation badly, with a ledger of all that it acknowledged.

`make chaos` plays every scenario and ends with "0 lost", or says what was lost.
"""
