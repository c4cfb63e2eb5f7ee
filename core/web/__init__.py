"""The web look: layouts, macros, forms, themes, charts, errors and assets."""
