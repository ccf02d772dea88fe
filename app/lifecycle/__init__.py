"""Modules: manifest, graph, install, upgrade, uninstall, seeds, demo."""
