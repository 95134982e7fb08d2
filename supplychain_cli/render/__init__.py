"""The face: the only room that paints. An answer goes in, one text comes out."""
