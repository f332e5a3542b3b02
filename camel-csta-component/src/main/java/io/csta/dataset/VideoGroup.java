package io.csta.dataset;

import io.jhdf.api.Group;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the group of a video, whatever the stored types are, and describes what is wrong with it. */
final class VideoGroup {

    private final Path path;
    private final Group group;

    VideoGroup(Path path, Group group) {
        this.path = path;
        this.group = group;
    }

    String name() {
        return group.getName();
    }

    boolean has(Field field) {
        return group.getChildren().get(field.dataset()) instanceof io.jhdf.api.Dataset;
    }

    int[] shape(Field field) {
        return stored(field).getDimensions();
    }

    Class<?> type(Field field) {
        return stored(field).getJavaType();
    }

    /** Values of a dataset of one dimension, all finite. */
    double[] vector(Field field, int length, String meaning) {
        return numbers(field, new int[] {length}, meaning);
    }

    /** Whole numbers of a dataset of one dimension. */
    int[] integers(Field field, int length, String meaning) {
        return whole(field, vector(field, length, meaning));
    }

    /** Whole numbers of a dataset of two dimensions. */
    int[][] integerRows(Field field) {
        int[] shape = shape(field);
        if (shape.length != 2) {
            throw wrongShape(field, field.holds());
        }
        int[] flat = whole(field, numbers(field, shape, field.holds()));
        int[][] rows = new int[shape[0]][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * shape[1], (i + 1) * shape[1]));
        return rows;
    }

    /** A dataset that holds one number, as a scalar or in an array of one. */
    double number(Field field) {
        io.jhdf.api.Dataset dataset = stored(field);
        if (dataset.getSize() != 1) {
            throw wrongShape(field, field.holds());
        }
        return finite(field, flat(field))[0];
    }

    int integer(Field field) {
        return whole(field, new double[] {number(field)})[0];
    }

    String text(Field field) {
        Object data = data(field);
        if (data instanceof String text) {
            return text;
        }
        throw wrong(field, "contains " + data.getClass().getSimpleName(), field.holds());
    }

    /** A dataset of two dimensions as rows of float, whose values may be anything. */
    float[][] rows(Field field) {
        Object data = data(field);
        if (data instanceof float[][] rows) {
            return rows;
        }
        double[][] wide = (double[][]) data;
        float[][] rows = new float[wide.length][wide[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] = (float) wide[i][k];
            }
        }
        return rows;
    }

    DatasetException wrongShape(Field field, String expected) {
        return wrong(field, "has the shape " + Arrays.toString(shape(field)), expected);
    }

    DatasetException wrong(Field field, String found, String expected) {
        return new DatasetException("%s: dataset '%s' of group %s %s; expected %s"
                .formatted(path, field.dataset(), name(), found, expected));
    }

    private double[] numbers(Field field, int[] shape, String meaning) {
        if (!Arrays.equals(shape(field), shape)) {
            throw wrongShape(field, Arrays.toString(shape) + ", " + meaning);
        }
        return finite(field, flat(field));
    }

    private double[] flat(Field field) {
        Object data = data(field);
        if (!data.getClass().isArray()) {
            return new double[] {number(field, data)};
        }
        double[] values = new double[Math.toIntExact(stored(field).getSize())];
        fill(field, data, values, 0);
        return values;
    }

    /** Copies nested arrays in row-major order; returns the index after the last value. */
    private int fill(Field field, Object data, double[] values, int from) {
        int next = from;
        for (int i = 0; i < Array.getLength(data); i++) {
            Object element = Array.get(data, i);
            if (element.getClass().isArray()) {
                next = fill(field, element, values, next);
            } else {
                values[next++] = number(field, element);
            }
        }
        return next;
    }

    /** HDF5 stores booleans as an enumeration, so they are read as names. */
    private double number(Field field, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return switch (value.toString()) {
            case "TRUE" -> 1;
            case "FALSE" -> 0;
            default -> throw wrong(field, "contains text", "numbers, " + field.holds());
        };
    }

    private double[] finite(Field field, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw wrong(field, "contains " + values[i] + " at index " + i, "finite values");
            }
        }
        return values;
    }

    private int[] whole(Field field, double[] values) {
        int[] whole = new int[values.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (int) values[i];
            if (whole[i] != values[i]) {
                throw wrong(field, "contains " + values[i] + " at index " + i, "32-bit integers");
            }
        }
        return whole;
    }

    private Object data(Field field) {
        io.jhdf.api.Dataset dataset = stored(field);
        try {
            return dataset.getData();
        } catch (RuntimeException e) {
            throw new DatasetException(
                    "%s: dataset '%s' of group %s: the values cannot be read; the file may be damaged"
                            .formatted(path, field.dataset(), name()),
                    e);
        }
    }

    private io.jhdf.api.Dataset stored(Field field) {
        if (group.getChildren().get(field.dataset()) instanceof io.jhdf.api.Dataset dataset) {
            return dataset;
        }
        throw new DatasetException("%s: group %s has no dataset '%s'; expected %s"
                .formatted(path, name(), field.dataset(), field.holds()));
    }
}
