"""Writes stored_types.h5 beside itself, with h5py: the same features in every way that HDF5 stores floats.

Every video is [5, 3] and holds row + column / 4, which all types hold exactly.
"""
import pathlib

import h5py
import numpy

ROWS = numpy.arange(5)[:, None] + numpy.arange(3)[None, :] / 4
TYPES = ["<f4", ">f4", "<f8", ">f8", "<f2"]

with h5py.File(pathlib.Path(__file__).with_name("stored_types.h5"), "w") as file:
    for number, dtype in enumerate(TYPES, start=1):
        file.create_dataset(f"video_{number}/features", data=ROWS.astype(dtype))
    file.create_dataset("video_10/features", data=ROWS.astype("<f4"), chunks=(2, 2), compression="gzip", shuffle=True)
    file.create_dataset("comment", data="a data set beside the groups")
