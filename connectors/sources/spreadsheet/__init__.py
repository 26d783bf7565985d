"""Spreadsheets as a database: CSV files and workbooks, read into an SQLite of tables and asked in SQL."""
