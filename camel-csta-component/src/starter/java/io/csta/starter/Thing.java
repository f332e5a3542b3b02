package io.csta.starter;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** A kind of moving object, about one unit in size, centred on the origin. */
enum Thing {
    BALL {
        @Override
        void draw(Graphics2D g, double phase, Color body, Color detail) {
            double squash = 1 + 0.25 * Math.sin(2 * phase);
            g.setColor(body);
            g.fill(new Ellipse2D.Double(-0.5 * squash, -0.5 / squash, squash, 1 / squash));
            g.setColor(detail);
            g.fill(new Ellipse2D.Double(0.25 * Math.cos(phase) - 0.12, 0.25 * Math.sin(phase) - 0.12, 0.24, 0.24));
        }
    },
    STAR {
        @Override
        void draw(Graphics2D g, double phase, Color body, Color detail) {
            Path2D.Double star = new Path2D.Double();
            for (int i = 0; i < 10; i++) {
                double radius = i % 2 == 0 ? 0.6 : 0.25 + 0.1 * Math.sin(phase);
                add(star, radius, phase + i * Math.PI / 5);
            }
            g.setColor(body);
            g.fill(star);
            g.setColor(detail);
            g.setStroke(new BasicStroke(0.05f));
            g.draw(star);
        }
    },
    BLOB {
        @Override
        void draw(Graphics2D g, double phase, Color body, Color detail) {
            Path2D.Double blob = new Path2D.Double();
            for (int i = 0; i < 40; i++) {
                double angle = i * Math.PI / 20;
                add(blob, 0.4 + 0.12 * Math.sin(3 * angle + phase) + 0.08 * Math.sin(5 * angle - 2 * phase), angle);
            }
            g.setColor(body);
            g.fill(blob);
            g.setColor(detail);
            g.fill(new Ellipse2D.Double(-0.2, -0.15, 0.15, 0.15));
            g.fill(new Ellipse2D.Double(0.05, -0.15, 0.15, 0.15));
        }
    },
    WALKER {
        @Override
        void draw(Graphics2D g, double phase, Color body, Color detail) {
            g.setColor(detail);
            g.setStroke(new BasicStroke(0.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            double swing = 0.25 * Math.sin(phase * 2);
            g.draw(new Line2D.Double(0, 0.1, swing, 0.6));
            g.draw(new Line2D.Double(0, 0.1, -swing, 0.6));
            g.draw(new Line2D.Double(0, -0.25, -swing, 0.1));
            g.draw(new Line2D.Double(0, -0.25, swing, 0.1));
            g.setColor(body);
            g.fill(new Ellipse2D.Double(-0.14, -0.35, 0.28, 0.5));
            g.fill(new Ellipse2D.Double(-0.13, -0.62, 0.26, 0.26));
        }
    },
    CAR {
        @Override
        void draw(Graphics2D g, double phase, Color body, Color detail) {
            g.setColor(body);
            g.fill(new Rectangle2D.Double(-0.7, -0.1, 1.4, 0.3));
            g.fill(new Rectangle2D.Double(-0.35, -0.35, 0.7, 0.3));
            for (double x : new double[] {-0.42, 0.42}) {
                g.setColor(detail);
                g.fill(new Ellipse2D.Double(x - 0.16, 0.08, 0.32, 0.32));
                g.setColor(body);
                g.setStroke(new BasicStroke(0.05f));
                double turn = phase * 3;
                g.draw(new Line2D.Double(
                        x - 0.13 * Math.cos(turn),
                        0.24 - 0.13 * Math.sin(turn),
                        x + 0.13 * Math.cos(turn),
                        0.24 + 0.13 * Math.sin(turn)));
            }
        }
    },
    BIRD {
        @Override
        void draw(Graphics2D g, double phase, Color body, Color detail) {
            double flap = 0.45 * Math.sin(phase * 2);
            Path2D.Double wings = new Path2D.Double();
            wings.moveTo(-0.7, -flap);
            wings.quadTo(-0.3, -flap - 0.2, 0, 0);
            wings.quadTo(0.3, -flap - 0.2, 0.7, -flap);
            wings.quadTo(0.3, -flap + 0.1, 0, 0.2);
            wings.quadTo(-0.3, -flap + 0.1, -0.7, -flap);
            g.setColor(body);
            g.fill(wings);
            g.setColor(detail);
            g.fill(new Ellipse2D.Double(-0.1, -0.05, 0.2, 0.4));
        }
    },
    KITE {
        @Override
        void draw(Graphics2D g, double phase, Color body, Color detail) {
            Path2D.Double kite = new Path2D.Double();
            double lean = 0.3 * Math.sin(phase);
            kite.moveTo(lean, -0.6);
            kite.lineTo(0.4, -0.1);
            kite.lineTo(0, 0.5);
            kite.lineTo(-0.4, -0.1);
            kite.closePath();
            g.setColor(body);
            g.fill(kite);
            g.setColor(detail);
            g.setStroke(new BasicStroke(0.05f));
            Path2D.Double tail = new Path2D.Double();
            tail.moveTo(0, 0.5);
            for (int i = 1; i < 12; i++) {
                tail.lineTo(0.12 * Math.sin(i - 2 * phase), 0.5 + 0.05 * i);
            }
            g.draw(tail);
        }
    },
    WHEEL {
        @Override
        void draw(Graphics2D g, double phase, Color body, Color detail) {
            g.setColor(body);
            g.setStroke(new BasicStroke(0.12f));
            g.draw(new Ellipse2D.Double(-0.5, -0.5, 1, 1));
            g.setColor(detail);
            g.setStroke(new BasicStroke(0.07f));
            for (int spoke = 0; spoke < 5; spoke++) {
                double angle = phase + spoke * 2 * Math.PI / 5;
                g.draw(new Line2D.Double(0, 0, 0.5 * Math.cos(angle), 0.5 * Math.sin(angle)));
            }
        }
    };

    /** Draws it in a phase of its movement, in radians. */
    abstract void draw(Graphics2D g, double phase, Color body, Color detail);

    private static void add(Path2D.Double path, double radius, double angle) {
        double x = radius * Math.cos(angle);
        double y = radius * Math.sin(angle);
        if (path.getCurrentPoint() == null) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
    }
}
