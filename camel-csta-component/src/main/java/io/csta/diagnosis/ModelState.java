package io.csta.diagnosis;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.csta.CstaException;
import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An installed model.
 *
 * @param name its name in options
 * @param standard whether it is the default
 * @param trainedOn the data behind its weights, in words; empty if its card cannot be read
 * @param intact whether its card can be read and its files have the hashes on it
 * @param failure why it is not intact
 */
public record ModelState(
        String name,
        @JsonProperty("default") boolean standard,
        Optional<String> trainedOn,
        boolean intact,
        Optional<String> failure) {

    /** Checks every model of a store. */
    static List<ModelState> of(ModelStore store) {
        List<String> names;
        try {
            names = store.names();
        } catch (CstaException e) {
            return List.of(of(store, ModelStore.DEFAULT), broken("*", Optional.empty(), e));
        }
        List<ModelState> states = new ArrayList<>();
        names.forEach(name -> states.add(of(store, name)));
        return List.copyOf(states);
    }

    private static ModelState of(ModelStore store, String name) {
        Optional<String> trainedOn = Optional.empty();
        try {
            ModelCard card = store.card(name);
            trainedOn = Optional.of(card.trainedOn());
            store.verify(name);
            return new ModelState(name, isStandard(name), trainedOn, true, Optional.empty());
        } catch (CstaException e) {
            return broken(name, trainedOn, e);
        }
    }

    private static ModelState broken(String name, Optional<String> trainedOn, CstaException e) {
        return new ModelState(name, isStandard(name), trainedOn, false, Optional.of(Failures.message(e)));
    }

    private static boolean isStandard(String name) {
        return name.equals(ModelStore.DEFAULT);
    }

    Finding finding() {
        String topic = "model " + name;
        return failure.map(why -> Finding.error(
                        topic, why, "import the model again, replacing it, or delete its folder in $CSTA_HOME/models"))
                .orElseGet(() -> Finding.ok(
                        topic,
                        "intact%s, trained on %s".formatted(standard ? ", the default" : "", trainedOn.orElse("?"))));
    }
}
