"""The system behind the events: dyads, network, balance, exposure, burden, each a function on a store's view."""
