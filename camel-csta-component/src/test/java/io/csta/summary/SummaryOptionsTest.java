package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.model.ModelCard;
import io.csta.model.SelectionDefaults;
import io.csta.selection.SelectionMethod;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryOptionsTest {

    private static final SelectionDefaults WATCHABLE =
            new SelectionDefaults(SelectionMethod.WATCHABLE, true, 0.5, 0.1, 0.1);

    @Test
    void visibilityAndSelection_ofACardWithoutThem_areAsPublished() {
        ModelCard card = card(Optional.empty());

        assertThat(SummaryOptions.DEFAULTS.visibility(card)).isFalse();
        assertThat(SummaryOptions.DEFAULTS.selection(card)).isEqualTo(SelectionMethod.PUBLISHED);
        assertThat(SummaryOptions.DEFAULTS.find(SummaryOption.VISIBILITY)).isEmpty();
        assertThat(SummaryOptions.DEFAULTS.find(SummaryOption.SELECTION)).isEmpty();
    }

    @Test
    void visibilityAndSelection_ofACardWithThem_areThose() {
        ModelCard card = card(Optional.of(WATCHABLE));

        assertThat(SummaryOptions.DEFAULTS.visibility(card)).isTrue();
        assertThat(SummaryOptions.DEFAULTS.selection(card)).isEqualTo(SelectionMethod.WATCHABLE);
    }

    @Test
    void visibilityAndSelection_thatWereChosen_overrideTheCardOneByOne() {
        ModelCard published = card(Optional.empty());
        ModelCard watchable = card(Optional.of(WATCHABLE));

        assertThat(SummaryOptions.DEFAULTS.withVisibility(true))
                .returns(true, options -> options.visibility(published))
                .returns(SelectionMethod.PUBLISHED, options -> options.selection(published));
        assertThat(SummaryOptions.DEFAULTS.withVisibility(false))
                .returns(false, options -> options.visibility(watchable))
                .returns(SelectionMethod.WATCHABLE, options -> options.selection(watchable));
        assertThat(SummaryOptions.DEFAULTS.withSelection(SelectionMethod.PUBLISHED))
                .returns(true, options -> options.visibility(watchable))
                .returns(SelectionMethod.PUBLISHED, options -> options.selection(watchable));
        assertThat(SummaryOptions.DEFAULTS.withSelection(SelectionMethod.WATCHABLE))
                .returns(SelectionMethod.WATCHABLE, options -> options.selection(published));
    }

    @ParameterizedTest
    @CsvSource({"on, true", "OFF, false", "true, true", "False, false"})
    void visibility_asAWordOrATruthValue_isRead(String text, boolean on) {
        assertThat(SummaryOptions.DEFAULTS.with(SummaryOption.VISIBILITY, text))
                .isEqualTo(SummaryOptions.DEFAULTS.withVisibility(on));
    }

    private static ModelCard card(Optional<SelectionDefaults> selection) {
        return new ModelCard(
                ModelCard.SCHEMA,
                "mine",
                Map.of(),
                Map.of(),
                "nothing",
                "none",
                Optional.empty(),
                Optional.empty(),
                selection,
                Optional.empty());
    }
}
