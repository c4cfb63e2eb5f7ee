"""Tests of the web look."""
