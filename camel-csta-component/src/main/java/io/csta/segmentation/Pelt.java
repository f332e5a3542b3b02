package io.csta.segmentation;

import io.csta.CancelledException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

/**
 * The exact solution of KTS for a fixed penalty: minimises the scatter within shots plus the penalty per change point.
 *
 * <p>With F(0) = -penalty, F(l) = min over t < l of F(t) + scatter[t, l) + penalty is the least cost of the first l
 * rows. PELT (Killick, Fearnhead and Eckley, 2012) drops a candidate t for good once F(t) + scatter[t, l) exceeds F(l):
 * from then on, starting a shot at l is better than having started it at t. Inside a shot nothing can be dropped, which
 * makes plain PELT quadratic in the length of a shot.
 *
 * <p>Candidates are therefore also evaluated lazily: they are kept in groups, and a lower bound for the cost of a group
 * ({@link Candidates}) shows whether any of its members except the last best one can be the best now. In a steady shot none
 * can, however long the shot gets, because all trail the best by nearly the whole penalty: a group then takes one scatter per
 * row. If one can, the bounds of the members ({@link ProjectionBound}) show which, and only their costs are computed. The
 * bounds loosen as the shot continues. Once computing single members has taken as long as recomputing all of them would, all
 * are recomputed, with a new anchor.
 *
 * <p>New candidates are groups of one. A group merges with the one before it once that is not larger, so there are
 * about log2(live candidates) groups. Groups far behind keep their bounds when they merge; others are recomputed.
 *
 * <p>The cuts are those of plain PELT. A candidate is skipped at a row only if a lower bound of its cost exceeds the
 * cost of another by more than the rounding error of either, and it is dropped only if plain PELT would drop it. The value
 * that decides, F, is computed by the same operations as in plain PELT; bounds only determine what need not be computed.
 *
 * <p>Measured, in scatters per row: 6 in clear shots, 20 to 60 in shots that drift all the time, 10 in a static hour,
 * constant or with noise, for which plain PELT takes 50 000. An hour that drifts or sways so slowly that its shots are tens
 * of minutes long takes up to 100, plus some nanoseconds per live candidate. In the worst case, in which the rows have
 * nothing in common and every candidate stays close to the best one, this is plain PELT. Memory is a few numbers per row
 * and a few sums per group.
 *
 * <p>Of equal costs, the earliest candidate is selected. Not thread-safe; for a single run.
 */
final class Pelt {

    /** Smaller groups are recomputed at once: finding their close members would take as long. */
    private static final int SMALL = 8;

    /** A share of the penalty: groups that trail the best by less are recomputed when they merge. */
    private static final double FAR = 0.5;

    /** This many computed costs per member take about as long as recomputing all members, with a new projection. */
    private static final int RECOMPUTATION = 3;

    /** The rounding error of a cost, relative to the features' total energy. */
    private static final double ROUNDING = 1e-13;

    private final PrefixSums sums;
    private final double penalty;
    private final double tolerance;

    private final double[] cost;
    private final int[] begin;
    private final List<Candidates> groups = new ArrayList<>();
    private double lowest;
    private int lowestAt;

    Pelt(PrefixSums sums, double penalty) {
        this.sums = sums;
        this.penalty = penalty;
        tolerance = ROUNDING * sums.totalEnergy();
        cost = new double[sums.length() + 1];
        begin = new int[sums.length() + 1];
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
            groups.add(new Candidates(l - 1, sums.at(l - 1), new int[] {l - 1}, new double[] {cost[l - 1]}));
            findLowest(l);
            cost[l] = lowest + penalty;
            begin[l] = lowestAt;
            mergeNewest(l);
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

    /** Finds the best start of the shot that ends before row l, and drops the groups that will never contain it. */
    private void findLowest(int l) {
        double[] sum = sums.at(l);
        lowest = Double.POSITIVE_INFINITY;
        offer(lowestAt, costAt(lowestAt, l));
        for (Candidates group : groups) {
            group.extend(sums, l, sum);
        }
        List<Candidates> before = List.copyOf(groups);
        groups.clear();
        for (Candidates group : before) {
            if (mayBeLowest(group.boundWithout(lowestAt))) {
                compute(group, l, sum).ifPresent(groups::add);
            } else if (mayWin(group.bound())) {
                groups.add(group);
            }
        }
    }

    /** Computes the costs of the members that may be the best; if that happens often, of all, for a new anchor. */
    private Optional<Candidates> compute(Candidates group, int l, double[] sum) {
        if (group.size() < SMALL) {
            return recompute(List.of(group), l);
        }
        double[] bounds = group.bounds(sums, l, sum);
        int count = 0;
        for (int i = 0; i < bounds.length; i++) {
            int t = group.member(i);
            if (t != lowestAt && mayBeLowest(bounds[i])) {
                offer(t, costAt(t, l));
                count++;
            }
        }
        return group.noteComputed(count) < RECOMPUTATION * group.size()
                ? Optional.of(group)
                : recompute(List.of(group), l);
    }

    private double costAt(int t, int l) {
        return cost[t] + sums.scatter(t, sums.at(t), l, sums.at(l));
    }

    private void offer(int member, double memberCost) {
        if (memberCost < lowest || (memberCost == lowest && member < lowestAt)) {
            lowest = memberCost;
            lowestAt = member;
        }
    }

    private boolean mayBeLowest(double bound) {
        return bound <= lowest + tolerance;
    }

    private boolean mayWin(double memberCost) {
        return memberCost - lowest <= penalty + tolerance;
    }

    /** Recomputes the exact costs of all members at l. */
    private Optional<Candidates> recompute(List<Candidates> some, int l) {
        return select(some, l, (group, i) -> {
            int t = group.member(i);
            double memberCost = costAt(t, l);
            offer(t, memberCost);
            return memberCost;
        });
    }

    /** Merges groups into one, with the costs of its members at l; empty if no member can be the best any more. */
    private Optional<Candidates> select(List<Candidates> some, int l, ToDoubleBiFunction<Candidates, Integer> costs) {
        int size = some.stream().mapToInt(Candidates::size).sum();
        int[] members = new int[size];
        double[] memberCosts = new double[size];
        int count = 0;
        for (Candidates group : some) {
            for (int i = 0; i < group.size(); i++) {
                double memberCost = costs.applyAsDouble(group, i);
                if (mayWin(memberCost)) {
                    members[count] = group.member(i);
                    memberCosts[count++] = memberCost;
                }
            }
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new Candidates(
                        l, sums.at(l), Arrays.copyOf(members, count), Arrays.copyOf(memberCosts, count)));
    }

    /** Merges the newest groups, back to the first that is larger than all groups after it together. */
    private void mergeNewest(int l) {
        int from = groups.size() - 1;
        int size = groups.get(from).size();
        while (from > 0 && groups.get(from - 1).size() <= size) {
            from--;
            size += groups.get(from).size();
        }
        List<Candidates> newest = groups.subList(from, groups.size());
        if (newest.size() > 1) {
            double bound = newest.stream().mapToDouble(Candidates::bound).min().orElseThrow();
            Optional<Candidates> merged =
                    bound - lowest < FAR * penalty ? recompute(newest, l) : select(newest, l, Candidates::bound);
            newest.clear();
            merged.ifPresent(groups::add);
        }
    }
}
