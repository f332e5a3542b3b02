package io.csta.segmentation;

import io.csta.CancelledException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The segmentation that minimises scatter plus a fixed penalty a change point, exactly.
 *
 * <p>With F(0) = -penalty, F(l) = min over t < l of F(t) + scatter[t, l) + penalty is the least cost of the first l
 * rows. PELT (Killick, Fearnhead and Eckley, 2012) drops a candidate t for good once F(t) + scatter[t, l) exceeds F(l):
 * from then on beginning a shot at l is better than having begun it at t. Inside a shot nothing can be dropped, which
 * makes plain PELT quadratic in the length of a shot.
 *
 * <p>Hence candidates are also lazy. They are kept in groups, each with an anchor, and a group costs one scatter a row:
 * the bound of {@link Candidates} says that none of its members can be the best one. In a steady shot that bound stays
 * close to the truth however long the shot gets, because the candidates trail the best one by nearly the whole penalty.
 * Where it fails, the group is computed anew; members close to the best one then stand alone and are exact from there
 * on. Groups double in size as they age, so that there are about log2(shot length) of them. In the worst case, where
 * every candidate stays close to the best one, this is PELT again.
 *
 * <p>Equal costs: the earliest candidate is taken. Not thread-safe; made for one run.
 */
final class Pelt {

    /** A share of the penalty: a renewed candidate that trails the best one by less stands alone ... */
    private static final double CLOSE = 0.125;

    /** ... until it trails by this share. */
    private static final double APART = 0.25;

    /** What rounding may do to a cost, as a share of the features' total energy. */
    private static final double ROUNDING = 1e-13;

    private final PrefixSums sums;
    private final double penalty;
    private final double close;
    private final double apart;
    private final double tolerance;

    private final double[] cost;
    private final int[] begin;
    private List<Candidates> groups = new ArrayList<>();

    private final PrefixSums.Cursor end;
    private final PrefixSums.Cursor probe;
    private double lowest;
    private int lowestAt;

    Pelt(PrefixSums sums, double penalty) {
        this.sums = sums;
        this.penalty = penalty;
        close = CLOSE * penalty;
        apart = APART * penalty;
        tolerance = ROUNDING * sums.totalEnergy();
        cost = new double[sums.length() + 1];
        begin = new int[sums.length() + 1];
        end = sums.cursor();
        probe = sums.cursor();
    }

    /**
     * Runs over all rows.
     *
     * @return the change points, ascending
     * @throws CancelledException if the thread is interrupted
     */
    int[] changePoints() {
        cost[0] = -penalty;
        for (int l = 1; l <= sums.length(); l++) {
            CancelledException.throwIfInterrupted();
            groups.add(Candidates.single(l - 1, end.moveTo(l - 1).clone(), cost[l - 1]));
            double[] sum = end.moveTo(l);
            findLowest(l, sum);
            cost[l] = lowest + penalty;
            begin[l] = lowestAt;
            mergeNewest(l, sum);
        }
        return trace();
    }

    private int[] trace() {
        int[] reversed = new int[sums.length()];
        int count = 0;
        for (int t = begin[sums.length()]; t > 0; t = begin[t]) {
            reversed[count++] = t;
        }
        int[] changePoints = Arrays.copyOf(reversed, count);
        Arrays.sort(changePoints);
        return changePoints;
    }

    /** Finds the best beginning of the shot that ends before row l, and drops the groups that will never hold it. */
    private void findLowest(int l, double[] sum) {
        lowest = Double.POSITIVE_INFINITY;
        for (Candidates group : groups) {
            group.extend(sums, l, sum);
            if (group.exact()) {
                offer(group.member(0), group.bound());
            }
        }
        List<Candidates> kept = new ArrayList<>(groups.size() + 1);
        List<Candidates> renewed = new ArrayList<>();
        for (Candidates group : groups) {
            if (!group.exact() && group.bound() <= lowest + tolerance) {
                renewed.addAll(renew(group, l, sum));
            } else if (behind(group.bound()) <= penalty + tolerance) {
                kept.add(group);
            }
        }
        kept.addAll(renewed);
        groups = kept;
    }

    private void offer(int member, double memberCost) {
        if (memberCost < lowest || (memberCost == lowest && member < lowestAt)) {
            lowest = memberCost;
            lowestAt = member;
        }
    }

    private double behind(double memberCost) {
        return memberCost - lowest;
    }

    /** Computes the costs of all members at l: those close to the best on their own, then the others as one group. */
    private List<Candidates> renew(Candidates group, int l, double[] sum) {
        List<Candidates> renewed = new ArrayList<>();
        int[] far = new int[group.size()];
        double[] farCosts = new double[group.size()];
        int count = 0;
        for (int i = 0; i < group.size(); i++) {
            int t = group.member(i);
            double[] sumBefore = probe.moveTo(t);
            double memberCost = cost[t] + sums.scatter(t, sumBefore, l, sum);
            offer(t, memberCost);
            if (behind(memberCost) < close) {
                renewed.add(Candidates.single(t, sumBefore.clone(), cost[t]).extend(sums, l, sum));
            } else if (behind(memberCost) <= penalty + tolerance) {
                far[count] = t;
                farCosts[count++] = memberCost;
            }
        }
        if (count > 0) {
            renewed.add(new Candidates(l, sum.clone(), Arrays.copyOf(far, count), Arrays.copyOf(farCosts, count)));
        }
        return renewed;
    }

    /** Merges the newest groups as long as the older one is not the larger one; those close to the best stay alone. */
    private void mergeNewest(int l, double[] sum) {
        int newest = lastFar(groups.size() - 1);
        int older = lastFar(newest - 1);
        while (older >= 0 && groups.get(older).size() <= groups.get(newest).size()) {
            Candidates merged = Candidates.merge(sums, groups.get(older), groups.remove(newest));
            List<Candidates> successors = List.of(merged.extend(sums, l, sum));
            if (behind(merged.bound()) < close) {
                successors = renew(merged, l, sum);
            }
            groups.remove(older);
            groups.addAll(older, successors);
            newest = lastFar(older + successors.size() - 1);
            older = lastFar(newest - 1);
        }
    }

    /** The last group at or before an index that is no lone candidate close to the best one; -1 if there is none. */
    private int lastFar(int index) {
        int g = index;
        while (g >= 0 && groups.get(g).exact() && behind(groups.get(g).bound()) < apart) {
            g--;
        }
        return g;
    }
}
