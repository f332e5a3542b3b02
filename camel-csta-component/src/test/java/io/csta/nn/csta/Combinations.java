package io.csta.nn.csta;

import io.csta.nn.backbone.Cnn;
import io.csta.nn.csta.CstaOptions.ClassToken;
import io.csta.nn.csta.CstaOptions.Embedding;
import io.csta.nn.csta.CstaOptions.Role;
import io.csta.nn.csta.CstaOptions.Skip;
import io.csta.nn.csta.CstaOptions.Softmax;
import java.util.ArrayList;
import java.util.List;

/** All valid combinations of the options whose sizes could conflict. */
public final class Combinations {

    private Combinations() {}

    public static List<CstaOptions> of(Cnn cnn) {
        List<CstaOptions> found = new ArrayList<>();
        for (Role role : Role.values()) {
            for (Embedding embedding : Embedding.values()) {
                for (ClassToken token : ClassToken.values()) {
                    for (Skip skip : Skip.values()) {
                        for (Softmax softmax : List.of(Softmax.TIME, Softmax.NONE)) {
                            CstaOptionsBuilder builder = CstaOptions.builder()
                                    .cnn(cnn)
                                    .role(role)
                                    .embedding(embedding)
                                    .classToken(token)
                                    .skip(skip)
                                    .softmax(softmax);
                            try {
                                found.add(builder.build());
                            } catch (NetworkOptionException e) {
                                // refused, as expected
                            }
                        }
                    }
                }
            }
        }
        return found;
    }
}
