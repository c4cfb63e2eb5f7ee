"""Tables in files (CSV, XLSX, ODS), read and written as core does it itself."""

from core.spreadsheets.reading import read_table
from core.spreadsheets.table import Row, Table
from core.spreadsheets.writing import TableFile, write_table

__all__ = ["Row", "Table", "TableFile", "read_table", "write_table"]
