"""One file per row (or few rows that share their set-up): `measure() -> list[Row]`."""
