"""The same family twice: noticed when it signs up, and two files of one family made one."""
