package io.csta.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.nn.layer.Layer;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.nn.layer.StateDict;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the files for other programs with ONNX Runtime alone. */
class OnnxFileTest {

    @TempDir
    private Path folder;

    private static Checkpoint checkpoint(Layer network, String prefix) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        StateDict.parameters(network).forEach((key, parameter) -> {
            long[] shape = parameter.getShape().getShape();
            tensors.put(key, Tensor.of(Formula.parameter(prefix + key, shape), shape));
        });
        return Checkpoint.of(tensors);
    }

    @Test
    void write_csta_scoresAsPublished() throws OrtException {
        Path file = folder.resolve("csta.onnx");
        OnnxFile.write(checkpoint(new CstaNetwork(), ""), Optional.empty(), file);
        for (JsonNode golden : Golden.json("scores.json").get("cases")) {
            int frames = golden.get("frames").asInt();
            float[] features = Formula.uniform("features/" + frames, frames * 1024, 0, 1);
            assertThat(run(file, "features", features, frames, 1024))
                    .containsExactly(Golden.floats(golden.get("scores")), within(2e-5f));
        }
    }

    /** The whole network as one graph, which only these files contain, including operators that depend on the number of frames. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cnn=mobilenet v2,channels=changes,rows_per_frame=4",
                "cnn=resnet 18,positions=relative,class_token=none,balance=down"
            })
    void write_otherOptions_scoresAsTheNetworkDoes(CstaOptions options) throws OrtException {
        Path file = folder.resolve("csta.onnx");
        OnnxFile.write(checkpoint(new CstaNetwork(options), ""), Optional.of(options), file);
        float[] features = Formula.uniform("features/40", 40 * 1024, 0, 1);
        try (ScoringNetwork network = ScoringNetwork.of(options, Formula::parameter, Device.cpu())) {
            assertThat(run(file, "features", features, 40, 1024))
                    .containsExactly(network.score(features), within(1e-6f));
        }
    }

    @ParameterizedTest
    @EnumSource(PictureCnn.class)
    void write_aNetworkOfPictures_givesFeatures(PictureCnn cnn) throws OrtException {
        Path file = folder.resolve("pictures.onnx");
        OnnxFile.write(checkpoint(cnn.network(), "extractor."), Optional.empty(), file);
        float[] picture = Formula.uniform("picture", 3 * 224 * 224, -2, 2);
        try (PictureNetwork network =
                PictureNetwork.of(cnn, (key, shape) -> Formula.parameter("extractor." + key, shape), Device.cpu())) {
            float[] expected =
                    network.pool(PictureNetwork.buffer(1, 224, 224).put(picture).rewind(), 1, 224, 224);
            assertThat(run(file, "pictures", picture, 1, 3, 224, 224)).containsExactly(expected, within(1e-6f));
        }
    }

    @Test
    void write_somethingElse_isRefused_andNothingIsLeft() {
        Checkpoint other = Checkpoint.of(Map.of("weight", Tensor.of(new float[1], 1)));
        assertThatThrownBy(() -> OnnxFile.write(other, Optional.empty(), folder.resolve("other.onnx")))
                .isInstanceOf(ModelMismatchException.class);
        assertThat(folder).isEmptyDirectory();
    }

    private static float[] run(Path file, String input, float[] values, long... shape) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] output = new float[buffer.remaining()];
            buffer.get(output);
            return output;
        }
    }
}
