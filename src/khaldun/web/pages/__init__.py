"""One page a module; ``khaldun.web.app.PAGES`` lists them."""
