package io.csta.starter;

import java.util.List;
import java.util.SplittableRandom;

/** The backgrounds and objects of films. Training films and test films have none in common. */
enum Cast {
    LEARNED,
    HELD_OUT;

    /** The seed of a setting; colours and sizes also differ between the casts. */
    long seed(long stage) {
        return this == LEARNED ? stage : ~stage;
    }

    Place place(SplittableRandom random) {
        return any(
                this == LEARNED
                        ? List.of(
                                Place.CLOUDS,
                                Place.MANDELBROT,
                                Place.SHAPES,
                                Place.HILLS,
                                Place.STRIPES,
                                Place.PRINT,
                                Place.CORRIDOR,
                                Place.CITY)
                        : List.of(Place.JULIA, Place.CELLS, Place.ROAD, Place.DISCS, Place.WAVES),
                random);
    }

    Thing thing(SplittableRandom random) {
        return any(
                this == LEARNED
                        ? List.of(Thing.BALL, Thing.STAR, Thing.BLOB, Thing.WALKER, Thing.CAR)
                        : List.of(Thing.BIRD, Thing.KITE, Thing.WHEEL),
                random);
    }

    private static <T> T any(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }
}
