"""The app in the browser: a thin client of the façade, one file per page."""
