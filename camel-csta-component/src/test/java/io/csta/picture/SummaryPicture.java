package io.csta.picture;

import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.summary.ProgressListener;
import io.csta.summary.Summarizer;
import io.csta.summary.Summary;
import io.csta.summary.SummaryOptions;
import io.csta.testing.Tool;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Renders a video and its summary as a figure for the documentation: frames, scores, shots, and the parts that are played.
 *
 * <pre>mvn -q -B test-compile exec:exec -Ppicture -pl camel-csta-component -Dpicture.video=VIDEO -Dpicture.file=PNG</pre>
 */
public final class SummaryPicture {

    private static final int WIDTH = 1400;
    private static final int HEIGHT = 640;
    private static final int MARGIN = 30;
    private static final int INNER = WIDTH - 2 * MARGIN;
    private static final int THUMBNAILS = 10;
    private static final int STRIP = 46;
    private static final int CHART = 172;
    private static final int CHART_HEIGHT = 150;
    private static final int PLAYED = 393;
    private static final int PLAYED_HEIGHT = 203;
    private static final int LEAST_FRAME_WIDTH = 150;
    private static final Color SHOT = new Color(0xEDF1F7);
    private static final Color CHOSEN = new Color(0xFFD8B0);
    private static final Color LINK = new Color(0xFFF0E0);
    private static final Color SCORE = new Color(0x1F5F9E);

    private final Path video;
    private final Summary summary;
    private final double seconds;
    private final Graphics2D g;

    private SummaryPicture(Path video, Summary summary, Graphics2D g) {
        this.video = video;
        this.summary = summary;
        this.seconds = summary.video().duration();
        this.g = g;
    }

    /**
     * Summarizes a video with the default model and renders the figure.
     *
     * @param arguments the video and the PNG file to write
     */
    public static void main(String[] arguments) throws IOException {
        Path video = Path.of(arguments[0]);
        Path played = Files.createTempFile("picture", ".mp4");
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        try (SummaryModel model = ModelStore.ofUser().load(ModelStore.DEFAULT, "auto")) {
            Summary summary = new Summarizer(model)
                    .summarize(
                            video,
                            SummaryOptions.DEFAULTS.withOutput(played).withOverwrite(true),
                            ProgressListener.NONE);
            new SummaryPicture(video, summary, g).draw();
        } finally {
            Files.delete(played);
        }
        g.dispose();
        ImageIO.write(picture, "png", Path.of(arguments[1]).toFile());
    }

    private void draw() throws IOException {
        fill(Color.WHITE, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        text(
                String.format(
                        Locale.ROOT,
                        "the video: %.0f s, %d frames",
                        seconds,
                        summary.video().frames()),
                STRIP - 12);
        double width = (double) INNER / THUMBNAILS;
        for (int i = 0; i < THUMBNAILS; i++) {
            frame((i + 0.5) * seconds / THUMBNAILS, MARGIN + i * width, STRIP, width - 4, 73);
        }
        text("importance of each sampled frame, the shots, and the parts that the summary plays", CHART - 18);
        chart();
        played();
        text(
                String.format(
                        Locale.ROOT,
                        "the summary: %.1f s in %d parts",
                        summary.summary().duration(),
                        summary.segments().size()),
                HEIGHT - 17);
    }

    private void chart() {
        for (Summary.ScoredShot shot : summary.shots()) {
            fill(
                    SHOT,
                    new Rectangle2D.Double(
                            at(shot.start()), CHART, at(shot.end()) - at(shot.start()) - 2, CHART_HEIGHT));
        }
        for (Summary.Segment segment : summary.segments()) {
            fill(
                    CHOSEN,
                    new Rectangle2D.Double(
                            at(segment.start()), CHART, at(segment.end()) - at(segment.start()) - 2, CHART_HEIGHT));
        }
        Path2D.Double line = new Path2D.Double();
        for (int i = 0; i < summary.samples().frames().size(); i++) {
            double x = at(seconds
                    * summary.samples().frames().get(i)
                    / summary.video().frames());
            double y = CHART
                    + CHART_HEIGHT * (1 - 0.96 * summary.samples().scores().get(i))
                    - 3;
            if (i == 0) {
                line.moveTo(x, y);
            } else {
                line.lineTo(x, y);
            }
        }
        g.setColor(SCORE);
        g.setStroke(new BasicStroke(2.5f));
        g.draw(line);
    }

    /** Frames of every part, together as wide as the part is long, and lines from its position in the video. */
    private void played() throws IOException {
        double all = summary.summary().duration();
        for (Summary.Segment segment : summary.segments()) {
            double length = segment.end() - segment.start();
            double left = MARGIN + INNER * segment.summaryStart() / all;
            double right = left + INNER * length / all;
            Path2D.Double link = new Path2D.Double();
            link.moveTo(at(segment.start()), CHART + CHART_HEIGHT);
            link.lineTo(at(segment.end()), CHART + CHART_HEIGHT);
            link.lineTo(right, PLAYED);
            link.lineTo(left, PLAYED);
            link.closePath();
            fill(LINK, link);
            g.setColor(CHOSEN);
            g.setStroke(new BasicStroke(1));
            g.draw(new Line2D.Double(at(segment.start()), CHART + CHART_HEIGHT, left, PLAYED));
            g.draw(new Line2D.Double(at(segment.end()), CHART + CHART_HEIGHT, right, PLAYED));
            int frames = (int) Math.max(1, (right - left) / LEAST_FRAME_WIDTH);
            double width = (right - left - 3) / frames;
            for (int i = 0; i < frames; i++) {
                double second = segment.start() + length * (i + 0.5) / frames;
                frame(second, left + i * width, PLAYED, Math.max(1, width), PLAYED_HEIGHT);
            }
        }
    }

    private double at(double second) {
        return MARGIN + INNER * second / seconds;
    }

    private void text(String text, int baseline) {
        g.setColor(Color.DARK_GRAY);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 20));
        g.drawString(text, MARGIN, baseline);
    }

    private void fill(Color colour, Shape shape) {
        g.setColor(colour);
        g.fill(shape);
    }

    /** The frame at a time, cropped to fill the rectangle. */
    private void frame(double second, double left, double top, double width, double height) throws IOException {
        byte[] png = Tool.ffmpeg(
                "-ss",
                String.format(Locale.ROOT, "%.3f", second),
                "-i",
                video.toString(),
                "-frames:v",
                "1",
                "-f",
                "image2pipe",
                "-c:v",
                "png",
                "pipe:1");
        BufferedImage frame = ImageIO.read(new ByteArrayInputStream(png));
        Shape before = g.getClip();
        g.clip(new Rectangle2D.Double(left, top, width, height));
        double scale = Math.max(width / frame.getWidth(), height / frame.getHeight());
        int drawnWidth = (int) Math.ceil(frame.getWidth() * scale);
        int drawnHeight = (int) Math.ceil(frame.getHeight() * scale);
        g.drawImage(
                frame,
                (int) (left + (width - drawnWidth) / 2),
                (int) (top + (height - drawnHeight) / 2),
                drawnWidth,
                drawnHeight,
                null);
        g.setClip(before);
    }
}
