"""The app: pages over one store, in the browser, wholly local. ``khaldun open`` starts it."""
