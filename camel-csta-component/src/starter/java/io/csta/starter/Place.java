package io.csta.starter;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** A kind of background, rendered once, larger than the image so that a camera can move over it. */
enum Place {
    CLOUDS {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            Noise noise = new Noise(random);
            double scale = between(random, 0.004, 0.03);
            double stretch = between(random, 0.4, 2.5);
            int octaves = 2 + random.nextInt(5);
            fill(canvas, (x, y) -> palette.between(noise.at(x * scale, y * scale * stretch, octaves) * 1.6 - 0.3));
        }
    },
    MANDELBROT {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            double angle = between(random, 0, 2 * Math.PI);
            // The edge of the large cardioid is full of detail at every size.
            double x0 = Math.cos(angle) / 2 - Math.cos(2 * angle) / 4;
            double y0 = Math.sin(angle) / 2 - Math.sin(2 * angle) / 4;
            double size = between(random, 0.0005, 0.004);
            fill(canvas, (x, y) -> {
                double re = x0 + (x - WIDTH / 2.0) * size;
                double im = y0 + (y - HEIGHT / 2.0) * size;
                return palette.between(escape(0, 0, re, im));
            });
        }
    },
    SHAPES {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            draw(canvas, palette.any(random), g -> {
                int shapes = 25 + random.nextInt(60);
                for (int i = 0; i < shapes; i++) {
                    g.setColor(palette.any(random));
                    int x = random.nextInt(WIDTH);
                    int y = random.nextInt(HEIGHT);
                    int size = 20 + random.nextInt(160);
                    switch (random.nextInt(3)) {
                        case 0 -> g.fill(new Ellipse2D.Double(x - size / 2.0, y - size / 2.0, size, size));
                        case 1 -> g.fill(new Rectangle2D.Double(x, y, size, (0.2 + 1.5 * random.nextDouble()) * size));
                        default ->
                            g.fill(new Polygon(
                                    new int[] {x, x + size, x + random.nextInt(size)},
                                    new int[] {y, y + random.nextInt(size), y + size},
                                    3));
                    }
                }
            });
        }
    },
    HILLS {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            Noise noise = new Noise(random);
            int ridges = 2 + random.nextInt(4);
            draw(canvas, palette.at(5), g -> {
                g.setPaint(new GradientPaint(0, 0, palette.at(4), 0, HEIGHT, palette.at(5)));
                g.fillRect(0, 0, WIDTH, HEIGHT);
                for (int ridge = 0; ridge < ridges; ridge++) {
                    double base = HEIGHT * (0.3 + 0.6 * ridge / ridges);
                    double scale = 0.004 * (1 + ridge);
                    g.setColor(palette.at(ridges - ridge - 1));
                    for (int x = 0; x < WIDTH; x++) {
                        double top = base - 180 * (noise.at(x * scale, 10.0 * ridge, 4) - 0.4);
                        g.fillRect(x, (int) top, 1, HEIGHT);
                    }
                }
            });
        }
    },
    STRIPES {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            double angle = between(random, 0, Math.PI);
            double along = between(random, 0.02, 0.15);
            double across = random.nextBoolean() ? 0 : between(random, 0.02, 0.15);
            fill(canvas, (x, y) -> {
                double u = (x * Math.cos(angle) + y * Math.sin(angle)) * along;
                double v = (y * Math.cos(angle) - x * Math.sin(angle)) * across;
                return palette.at((int) (Math.floor(u) + 2 * Math.floor(v))).getRGB();
            });
        }
    },
    PRINT {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            int size = 12 + random.nextInt(30);
            draw(canvas, palette.at(5), g -> {
                g.setColor(palette.at(0));
                g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
                for (int y = 2 * size; y < HEIGHT; y += size * 3 / 2) {
                    for (int x = size; x < WIDTH; ) {
                        String word = word(random);
                        g.drawString(word, x, y);
                        x += g.getFontMetrics().stringWidth(word) + size / 2;
                    }
                }
            });
        }
    },
    CORRIDOR {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            double x0 = WIDTH * between(random, 0.35, 0.65);
            double y0 = HEIGHT * between(random, 0.35, 0.65);
            double tiles = between(random, 2, 7);
            fill(canvas, (x, y) -> {
                double dx = (x - x0) / WIDTH;
                double dy = (y - y0) / HEIGHT;
                double near = Math.max(Math.abs(dx), Math.abs(dy)) + 0.02;
                int depth = (int) Math.floor(1 / near);
                boolean wall = Math.abs(dx) > Math.abs(dy);
                int tile = (int) Math.floor((wall ? dy : dx) / near * tiles);
                double light = Math.min(1, 2.2 * near);
                return palette.between(light * (((depth + tile) & 1) == 0 ? 1 : wall ? 0.7 : 0.5));
            });
        }
    },
    CITY {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            draw(canvas, palette.at(5), g -> {
                for (int row = 0; row < 3; row++) {
                    int x = 0;
                    while (x < WIDTH) {
                        int width = 40 + random.nextInt(90);
                        int top = HEIGHT * (row + 1) / 5 + random.nextInt(HEIGHT / 4);
                        g.setColor(palette.at(3 - row));
                        g.fillRect(x, top, width, HEIGHT);
                        g.setColor(palette.at(random.nextInt(6)));
                        for (int wy = top + 8; wy < HEIGHT; wy += 16) {
                            for (int wx = x + 6; wx < x + width - 8; wx += 14) {
                                if (random.nextInt(3) > 0) {
                                    g.fillRect(wx, wy, 7, 9);
                                }
                            }
                        }
                        x += width + random.nextInt(15);
                    }
                }
            });
        }
    },
    JULIA {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            double angle = between(random, 0, 2 * Math.PI);
            double re = 0.7885 * Math.cos(angle);
            double im = 0.7885 * Math.sin(angle);
            double size = between(random, 0.001, 0.0035);
            fill(
                    canvas,
                    (x, y) -> palette.between(escape((x - WIDTH / 2.0) * size, (y - HEIGHT / 2.0) * size, re, im)));
        }
    },
    CELLS {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            int count = 15 + random.nextInt(70);
            double[] xs = random.doubles(count, 0, WIDTH).toArray();
            double[] ys = random.doubles(count, 0, HEIGHT).toArray();
            fill(canvas, (x, y) -> {
                int nearest = 0;
                double least = Double.MAX_VALUE;
                double second = Double.MAX_VALUE;
                for (int i = 0; i < count; i++) {
                    double distance = Math.hypot(x - xs[i], y - ys[i]);
                    if (distance < least) {
                        second = least;
                        least = distance;
                        nearest = i;
                    } else {
                        second = Math.min(second, distance);
                    }
                }
                return second - least < 4 ? 0 : palette.at(nearest).getRGB();
            });
        }
    },
    ROAD {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            double horizon = HEIGHT * between(random, 0.3, 0.55);
            double x0 = WIDTH * between(random, 0.3, 0.7);
            double width = between(random, 0.6, 1.6);
            Noise noise = new Noise(random);
            fill(canvas, (x, y) -> {
                if (y < horizon) {
                    return palette.between(0.6 + 0.4 * noise.at(x * 0.01, y * 0.02, 3));
                }
                double depth = 100 / (y - horizon + 2);
                double across = (x - x0) / (y - horizon + 2) / width;
                if (Math.abs(across) > 1) {
                    return palette.between(0.2 + 0.3 * noise.at(across * 6, depth * 6, 3));
                }
                boolean line = Math.abs(across) < 0.04 && Math.floorMod((int) Math.floor(depth * 4), 2) == 0;
                return palette.between(line ? 1 : 0.1 + 0.05 * noise.at(across * 20, depth * 20, 2));
            });
        }
    },
    DISCS {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            int step = 30 + random.nextInt(60);
            double share = between(random, 0.4, 1.1);
            draw(canvas, palette.at(0), g -> {
                for (int y = 0; y < HEIGHT + step; y += step) {
                    for (int x = (y / step % 2) * step / 2; x < WIDTH + step; x += step) {
                        g.setColor(palette.at(1 + random.nextInt(5)));
                        double size = step * share * between(random, 0.7, 1);
                        g.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
                    }
                }
            });
        }
    },
    WAVES {
        @Override
        void paint(BufferedImage canvas, SplittableRandom random, Palette palette) {
            int count = 2 + random.nextInt(3);
            double[] xs = random.doubles(count, 0, WIDTH).toArray();
            double[] ys = random.doubles(count, 0, HEIGHT).toArray();
            double fine = between(random, 0.03, 0.12);
            fill(canvas, (x, y) -> {
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += Math.sin(Math.hypot(x - xs[i], y - ys[i]) * fine);
                }
                return palette.between(0.5 + 0.5 * sum / count);
            });
        }
    };

    /** The size of a background in pixels. */
    static final int WIDTH = 960;

    static final int HEIGHT = 540;

    private static final int LONGEST_ORBIT = 60;

    abstract void paint(BufferedImage canvas, SplittableRandom random, Palette palette);

    /** Renders a background of this kind. */
    BufferedImage paint(SplittableRandom random) {
        BufferedImage canvas = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        paint(canvas, random, new Palette(random));
        return canvas;
    }

    /** A card with a few lines of text. */
    static BufferedImage card(SplittableRandom random) {
        BufferedImage canvas = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        boolean dark = random.nextBoolean();
        draw(canvas, dark ? Color.BLACK : new Palette(random).any(random), g -> {
            g.setColor(dark ? Color.WHITE : Color.BLACK);
            int lines = 1 + random.nextInt(4);
            int size = 50 + random.nextInt(40);
            g.setFont(new Font(Font.SERIF, Font.BOLD, size));
            for (int line = 0; line < lines; line++) {
                String text = word(random) + " " + word(random);
                int x = (WIDTH - g.getFontMetrics().stringWidth(text)) / 2;
                g.drawString(text, x, HEIGHT / 2 + (int) ((line - (lines - 2) / 2.0) * size * 1.2));
            }
        });
        return canvas;
    }

    private static double escape(double x, double y, double re, double im) {
        double a = x;
        double b = y;
        for (int i = 0; i < LONGEST_ORBIT; i++) {
            double squares = a * a + b * b;
            if (squares > 16) {
                return (i - Math.log(Math.log(squares) / 2) / Math.log(2)) / LONGEST_ORBIT * 2;
            }
            double next = a * a - b * b + re;
            b = 2 * a * b + im;
            a = next;
        }
        return 0;
    }

    private static double between(SplittableRandom random, double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    private static String word(SplittableRandom random) {
        StringBuilder word = new StringBuilder();
        int letters = 2 + random.nextInt(8);
        for (int i = 0; i < letters; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private static void fill(BufferedImage canvas, Paint paint) {
        int[] row = new int[WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                row[x] = paint.at(x, y);
            }
            canvas.setRGB(0, y, WIDTH, 1, row, 0, WIDTH);
        }
    }

    private static void draw(BufferedImage canvas, Color ground, Drawing drawing) {
        Graphics2D g = canvas.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(ground);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        drawing.on(g);
        g.dispose();
    }

    /** The packed colour of a pixel. */
    @FunctionalInterface
    private interface Paint {
        int at(int x, int y);
    }

    /** Draws on a canvas. */
    @FunctionalInterface
    private interface Drawing {
        void on(Graphics2D g);
    }
}
