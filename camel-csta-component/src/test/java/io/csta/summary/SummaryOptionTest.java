package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class SummaryOptionTest {

    static final List<SummaryOption<?>> OPTIONS = SummaryOption.ALL;

    @Test
    void list_hasEveryDeclaration() {
        long declared = Stream.of(SummaryOption.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == SummaryOption.class)
                .count();
        assertThat(OPTIONS).hasSize((int) declared).doesNotHaveDuplicates();
        assertThat(OPTIONS).extracting(SummaryOption::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("OPTIONS")
    void declaration_isComplete(SummaryOption<?> option) {
        option.byDefault().ifPresent(option::value);
        option.syntax().words().forEach(option::value);
        assertThat(option.help()).endsWith(".").doesNotContain("--");
        assertThat(option.usage()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    model        | ' '     | the name is blank; use a name or a folder
                    device       | abacus  | unknown device abacus; use auto, cpu, gpu0, gpu1, …
                    engine       | steam   | unknown value 'steam'; use onnxruntime or pytorch
                    ratio        | much    | 'much' is not a number or percentage; use one such as 0.15 or 15%
                    ratio        | %       | '%' is not a number or percentage; use one such as 0.15 or 15%
                    ratio        | 150%    | ratio 1.5 is out of range; use a number above 0 and at most 1, or a percentage such as 15%
                    ratio        | 15      | ratio 15.0 is out of range; use a number above 0 and at most 1, or a percentage such as 15%
                    ratio        | NaN     | ratio NaN is out of range; use a number above 0 and at most 1, or a percentage such as 15%
                    length       | soon    | 'soon' is not a duration; write 30s, 2m, 1m30s, 1:30, 1h, or a number of seconds
                    length       | 0       | a length of 0.0 seconds is out of range; use more than 0 seconds
                    sampleEvery  | 1.5     | '1.5' is not an integer; use one such as 15
                    sampleEvery  | 0       | a sampling step of 0 frames is out of range; use 1 or more
                    segmentation | slow    | unknown value 'slow'; use fast or full
                    visibility   | perhaps | unknown value 'perhaps'; use on or off
                    selection    | best    | unknown value 'best'; use published or watchable
                    audio        | perhaps | unknown value 'perhaps'; use true or false
                    batchSize    | 1025    | a batch size of 1025 is out of range; use 1 to 1024
                    """)
    void value_thatIsInvalid_isRefusedWithARemedy(String name, String text, String message) {
        assertThatThrownBy(() -> option(name).value(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "ratio, 1e-1, 0.1",
        "ratio, 15%, 0.15",
        "ratio, 12.5 %, 0.125",
        "ratio, 100%, 1.0",
        "length, 1m30s, 90.0",
        "length, 1:30, 90.0",
        "segmentation, FULL, FULL",
        "engine, PyTorch, PYTORCH",
        "visibility, Off, false",
        "visibility, true, true",
        "selection, watchable, WATCHABLE"
    })
    void value_asText_isRead(String name, String text, String value) {
        assertThat(option(name).value(text)).hasToString(value);
    }

    @Test
    void value_asAnotherNumber_isConverted_ifNothingIsLost() {
        assertThat(SummaryOption.SAMPLE_EVERY.value(15.0)).isEqualTo(15);
        assertThat(SummaryOption.LENGTH.value(30)).isEqualTo(30.0);
        assertThat(SummaryOption.RATIO.value(0.5f)).isEqualTo(0.5);
        assertThatThrownBy(() -> SummaryOption.SAMPLE_EVERY.value(1.5)).hasMessageContaining("1.5");
    }

    @Test
    void flags_areThoseWithoutWords() {
        assertThat(OPTIONS.stream().filter(SummaryOption::isFlag))
                .containsExactly(SummaryOption.AUDIO, SummaryOption.OVERWRITE);
        assertThat(SummaryOption.VISIBILITY.syntax().words()).containsExactly("on", "off");
    }

    @Test
    void name_ofSeveralWords_hasTheSeparator() {
        assertThat(SummaryOption.SAMPLE_EVERY.name("-")).isEqualTo("sample-every");
        assertThat(SummaryOption.BATCH_SIZE.name("_")).isEqualTo("batch_size");
    }

    @Test
    void options_ofWhichOnlyOneApplies_excludeEachOther_butABudgetReplacesBoth() {
        SummaryOptions half = SummaryOptions.DEFAULTS.with(SummaryOption.RATIO, "0.5");
        assertThatThrownBy(() -> half.with(SummaryOption.LENGTH, 30))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ratio and length are mutually exclusive; use one of them");
        assertThat(half.withBudget(new Budget.Length(30)))
                .isEqualTo(new SummaryOptions(Map.of(SummaryOption.LENGTH, "30s"), Optional.empty()));
    }

    private static SummaryOption<?> option(String name) {
        return OPTIONS.stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
