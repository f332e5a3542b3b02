package io.csta.nn.csta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangeProfilesTest {

    private static final int BINS = 32;
    private static final int WIDTH = 128;

    @Test
    void of_aStillVideo_isZero() {
        float[][] profiles = ChangeProfiles.of(video(20, 0));
        assertThat(profiles).hasDimensions(20, 3 * BINS);
        assertThat(profiles[7]).containsOnly(0f);
    }

    @Test
    void of_sortsTheSquareRootsOfDifferences() {
        float[][] vectors = new float[3][WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            vectors[0][i] = 1;
            vectors[1][i] = 1 + (WIDTH - 1 - i) / (float) WIDTH;
            vectors[2][i] = 1;
        }
        double mean = (2 + mean(vectors[1])) / 3;
        float[] profile = ChangeProfiles.of(vectors)[1];
        for (int bin = 0; bin < BINS; bin++) {
            double expected = IntStream.range(bin * WIDTH / BINS, (bin + 1) * WIDTH / BINS)
                    .mapToDouble(i -> Math.sqrt(i / (WIDTH * mean)))
                    .average()
                    .orElseThrow();
            assertThat(profile[bin]).isEqualTo((float) expected, within(1e-5f));
        }
    }

    @Test
    void of_takesTheLessDifferentNeighbour_soCutsDoNotCount() {
        float[][] vectors = video(20, 0);
        Arrays.stream(vectors, 10, 20).forEach(vector -> Arrays.fill(vector, 0, 10, 5));
        float[][] profiles = ChangeProfiles.of(vectors);
        assertThat(part(profiles[9], 0)).containsOnly(0f);
        assertThat(part(profiles[10], 0)).containsOnly(0f);
    }

    @Test
    void of_somethingThatShakes_changesNoMoreInTwoSecondsThanInHalfASecond() {
        float[][] vectors = video(30, 0);
        for (int i = 0; i < vectors.length; i += 2) {
            Arrays.fill(vectors[i], 0, 10, 5);
        }
        float[] profile = ChangeProfiles.of(vectors)[15];
        assertThat(sum(part(profile, 0))).isPositive();
        assertThat(part(profile, 1)).containsOnly(0f);
    }

    @Test
    void of_repeatedContent_isNotNew() {
        float[][] vectors = video(40, 1);
        System.arraycopy(vectors, 0, vectors, 30, 10);
        float[][] profiles = ChangeProfiles.of(vectors);
        assertThat(part(profiles[35], 2)).containsOnly(0f);
        assertThat(sum(part(profiles[25], 2))).isPositive();
        assertThat(part(profiles[0], 2)).doesNotContain(0f); // as new as the others are on average
    }

    @Test
    void of_theLastEightSamples_doNotCountAsShownBefore() {
        float[][] vectors = video(40, 1);
        vectors[30] = vectors[22];
        vectors[35] = vectors[26];
        float[][] profiles = ChangeProfiles.of(vectors);
        assertThat(sum(part(profiles[30], 2))).as("eight before").isPositive();
        assertThat(part(profiles[35], 2)).as("nine before").containsOnly(0f);
    }

    @Test
    void of_samplesThatAreTooEarly_haveTheMeanOfTheOthers() {
        float[][] profiles = ChangeProfiles.of(video(12, 1));
        for (int i = 2 * BINS; i < 3 * BINS; i++) {
            float mean = (profiles[9][i] + profiles[10][i] + profiles[11][i]) / 3;
            assertThat(profiles[8][i]).isEqualTo(mean, within(1e-6f));
        }
    }

    @Test
    void of_narrowVectorsWithNegativeValues_isFinite() {
        float[][] vectors = {new float[BINS + 5], new float[BINS + 5]};
        Arrays.fill(vectors[0], -1);
        assertThat(ChangeProfiles.of(vectors)[0]).containsOnly((float) Math.sqrt(2));
    }

    @Test
    void of_vectorsInAnotherOrderOrScale_isTheSame() {
        float[][] vectors = video(20, 1);
        List<Integer> order = IntStream.range(0, WIDTH).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(3));
        float[][] others = new float[20][WIDTH];
        for (int sample = 0; sample < 20; sample++) {
            for (int i = 0; i < WIDTH; i++) {
                others[sample][i] = 7 * vectors[sample][order.get(i)];
            }
        }
        float[] expected = Arrays.copyOf(ChangeProfiles.of(vectors)[5], 2 * BINS);
        float[] other = Arrays.copyOf(ChangeProfiles.of(others)[5], 2 * BINS);
        assertThat(other).containsExactly(expected, within(1e-5f));
    }

    @Test
    void of_fewSamples_isFinite() {
        for (int samples = 1; samples <= 10; samples++) {
            for (float[] profile : ChangeProfiles.of(video(samples, 1))) {
                for (float value : profile) {
                    assertThat(value).isFinite().isNotNegative();
                }
            }
        }
        assertThat(ChangeProfiles.of(new float[5][WIDTH])[2]).containsOnly(0f); // black to an extractor without biases
    }

    private static float[][] video(int samples, float change) {
        Random random = new Random(1);
        float[] first = vector(random, 1);
        return IntStream.range(0, samples)
                .mapToObj(i -> {
                    float[] vector = first.clone();
                    float[] noise = vector(random, change);
                    for (int j = 0; j < WIDTH; j++) {
                        vector[j] += noise[j];
                    }
                    return vector;
                })
                .toArray(float[][]::new);
    }

    private static float[] vector(Random random, float scale) {
        float[] vector = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = scale * random.nextFloat();
        }
        return vector;
    }

    private static float[] part(float[] profile, int comparison) {
        return Arrays.copyOfRange(profile, comparison * BINS, (comparison + 1) * BINS);
    }

    private static double mean(float[] values) {
        return sum(values) / values.length;
    }

    private static double sum(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
    }
}
