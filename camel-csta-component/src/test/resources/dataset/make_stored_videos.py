"""Writes stored_videos.h5 beside itself, with h5py: the same annotated video in every way that HDF5 stores numbers.

Five samples of nine frames, three shots, two users. All types hold all values exactly.
"""
import pathlib

import h5py
import numpy

FEATURES = numpy.arange(5)[:, None] + numpy.arange(3)[None, :] / 4
PICKS = [0, 2, 4, 6, 8]
SHOTS = [[0, 2], [3, 6], [7, 8]]
SCORES = [0, 0.25, 0.5, 0.75, 1]
SUMMARY = [0, 0, 1, 1, 0]
USERS = [[1, 1, 1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 1, 1]]
CHUNKED = {"chunks": True, "compression": "gzip", "shuffle": True}


def write(group, whole, real, flags, scalar, **layout):
    group.create_dataset("features", data=FEATURES.astype(real), **layout)
    group.create_dataset("picks", data=numpy.array(PICKS, whole), **layout)
    group.create_dataset("change_points", data=numpy.array(SHOTS, whole), **layout)
    group.create_dataset("gtscore", data=numpy.array(SCORES, real), **layout)
    group.create_dataset("gtsummary", data=numpy.array(SUMMARY, flags), **layout)
    group.create_dataset("user_summary", data=numpy.array(USERS, flags), **layout)
    group["n_frames"] = scalar(9)
    group["n_steps"] = scalar(5)
    group["fps"] = numpy.array(2, real)


with h5py.File(pathlib.Path(__file__).with_name("stored_videos.h5"), "w") as file:
    write(file.create_group("video_1"), "<i4", "<f4", "<f4", numpy.int64)
    write(file.create_group("video_2"), "<i8", "<f8", "<f8", numpy.int32)
    write(file.create_group("video_3"), ">i4", ">f4", ">i2", lambda n: numpy.array(n, ">i4"))
    write(file.create_group("video_4"), ">i8", ">f8", ">u4", lambda n: numpy.array(n, ">i8"))
    write(file.create_group("video_5"), "<i4", "<f4", "u1", lambda n: numpy.array([n], "<u2"), **CHUNKED)
    write(file.create_group("video_6"), ">i8", ">f8", "?", numpy.float64, **CHUNKED)
    write(file.create_group("video_7"), "<f4", "<f4", "i1", lambda n: numpy.array([[n]], "<u8"))
    write(file.create_group("video_8"), "<u8", "<f2", "<u8", numpy.float32)
