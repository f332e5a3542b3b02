package io.csta.nn.csta;

import io.csta.nn.backbone.Cnn;
import io.csta.nn.csta.CstaOptions.ClassToken;
import io.csta.nn.csta.CstaOptions.Role;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The options of the authors' command line. Most are {@link CstaOptions} by another name; one sets two of them, and some
 * override others, in any order.
 */
final class PublishedOptions {

    private static final String MODEL = "model_name";
    private static final String CLASS_TOKEN_ON = "CLS_on";
    private static final String DROPOUT_ON = "Dropout_on";
    private static final String NORM = "Layernorm";

    /** The plain keys of the authors' command line, and the keys used here. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("modelname", MODEL),
            Map.entry("clson", CLASS_TOKEN_ON),
            Map.entry("dropouton", DROPOUT_ON),
            Map.entry("layernorm", NORM),
            Map.entry("positionalencoding", "positions"),
            Map.entry("positionalencodingshape", "position_shape"),
            Map.entry("positionalencodingway", "position_place"),
            Map.entry("softmaxaxis", "softmax"),
            Map.entry("clsmix", "class_token"),
            Map.entry("keyvalueemb", "embedding"),
            Map.entry("skipconnection", "skip"),
            Map.entry("classifieron", "head"),
            Map.entry("dropoutratio", "dropout"));

    private static final Map<String, Cnn> CNNS = Map.of(
            "googlenet", Cnn.GOOGLENET,
            "resnet", Cnn.RESNET_18,
            "mobilenet", Cnn.MOBILENET_V2,
            "efficientnet", Cnn.EFFICIENTNET_B0);

    private static final String AS_ATTENTION = "attention";
    private static final Set<String> YES = Set.of("yes", "true", "t", "y", "1");
    private static final Set<String> NO = Set.of("no", "false", "f", "n", "0");

    private PublishedOptions() {}

    /** The key used here for a plain key of the authors' command line. */
    static Optional<String> key(String plain) {
        return Optional.ofNullable(KEYS.get(plain));
    }

    /**
     * Removes the options that are not {@link CstaOptions} by another name.
     *
     * @return applies them, after all other options are set
     */
    static Consumer<CstaOptionsBuilder> takeFrom(Map<String, String> words) {
        if (words.containsKey(MODEL) && (words.containsKey("cnn") || words.containsKey("cnn_role"))) {
            throw new NetworkOptionException("model_name sets cnn and cnn_role; use either model_name or those two");
        }
        String embedding = CstaOptionsParser.plain(words.getOrDefault("embedding", ""));
        if (embedding.equals("k") || embedding.equals("v")) {
            throw new NetworkOptionException(
                    "embedding=%s is not supported, and fails in the authors' code too; use key and value, or none"
                            .formatted(embedding));
        }
        String model = words.remove(MODEL);
        boolean withoutClassToken = !flag(CLASS_TOKEN_ON, words.remove(CLASS_TOKEN_ON), true);
        boolean withoutDropout = !flag(DROPOUT_ON, words.remove(DROPOUT_ON), true);
        String norm = words.remove(NORM);
        boolean withNorm = flag(NORM, norm, true);
        return builder -> {
            if (model != null) {
                chooseModel(builder, model);
            }
            if (withoutClassToken) {
                builder.classToken(ClassToken.NONE);
            }
            if (withoutDropout) {
                builder.dropout(0);
            }
            if (norm != null) {
                builder.skipNorm(withNorm);
            }
        };
    }

    private static void chooseModel(CstaOptionsBuilder builder, String model) {
        String plain = CstaOptionsParser.plain(model);
        boolean attention = plain.endsWith(AS_ATTENTION);
        Cnn cnn = CNNS.get(attention ? plain.substring(0, plain.length() - AS_ATTENTION.length()) : plain);
        if (cnn == null) {
            throw new NetworkOptionException(
                    "unknown value model_name=%s; use GoogleNet, ResNet, MobileNet or EfficientNet, with or without _Attention"
                            .formatted(model));
        }
        builder.cnn(cnn).role(attention ? Role.ATTENTION : Role.VALUES);
    }

    private static boolean flag(String key, @Nullable String word, boolean defaultValue) {
        if (word == null) {
            return defaultValue;
        }
        String plain = CstaOptionsParser.plain(word);
        if (!YES.contains(plain) && !NO.contains(plain)) {
            throw new NetworkOptionException("unknown value %s=%s; use true or false".formatted(key, word));
        }
        return YES.contains(plain);
    }
}
