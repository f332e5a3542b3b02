package io.csta.footage;

/** The part of the picture that a film shows, so that one clip gives several views. */
enum Look {
    WHOLE("null"),
    MIRRORED("hflip"),
    CLOSE("crop=iw*0.55:ih*0.55"),
    LEFT("crop=iw*0.6:ih*0.6:0:ih*0.2"),
    RIGHT("crop=iw*0.6:ih*0.6:iw*0.4:ih*0.2");

    private final String filter;

    Look(String filter) {
        this.filter = filter;
    }

    /** FFmpeg's filters that cut the part out of a picture of any shape, and scale it to the size of films. */
    String filter() {
        return "crop=min(iw\\,ih*16/9):min(ih\\,iw*9/16),%s,scale=%d:%d,setsar=1,format=yuv420p"
                .formatted(filter, Join.WIDTH, Join.HEIGHT);
    }
}
