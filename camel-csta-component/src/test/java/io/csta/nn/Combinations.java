package io.csta.nn;

import io.csta.nn.CstaOptions.ClassToken;
import io.csta.nn.CstaOptions.Cnn;
import io.csta.nn.CstaOptions.Embedding;
import io.csta.nn.CstaOptions.Role;
import io.csta.nn.CstaOptions.Skip;
import io.csta.nn.CstaOptions.Softmax;
import java.util.ArrayList;
import java.util.List;

/** Options whose sizes could clash, in all combinations that are not refused. */
final class Combinations {

    private Combinations() {}

    static List<CstaOptions> of(Cnn cnn) {
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
                                // refused, as it should be
                            }
                        }
                    }
                }
            }
        }
        return found;
    }
}
