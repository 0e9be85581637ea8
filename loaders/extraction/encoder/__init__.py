"""A small multilingual encoder that reads the words themselves, beside the named features that the linear models go by.

Files in `weights/`, written by `loaders/training/encoder/export.py`:

- `words.npz`: the pieces that texts are cut into, and each piece's vector
- `layers.onnx`: from the vectors of a text's pieces to vectors that know what stands around
- `head.npz`: from those to what they add to the sum of each linear model

It runs with NumPy and ONNX Runtime, which `crackdown[full]` installs, on one thread.
"""
