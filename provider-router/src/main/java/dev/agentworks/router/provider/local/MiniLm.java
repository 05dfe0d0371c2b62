package dev.agentworks.router.provider.local;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.agentworks.router.provider.model.EmbeddingsRequest;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.UsageSource;
import dev.agentworks.router.provider.spi.Embeddings;
import dev.agentworks.router.provider.spi.UnsupportedRequestException;
import dev.agentworks.starter.compute.ComputePool;
import dev.agentworks.starter.compute.ComputePools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * all-MiniLM-L6-v2 with weights of eight bits. It is loaded by its first use and costs nothing
 * before. A text longer than its window is read in windows, whose vectors are averaged.
 */
@Component
class MiniLm implements Embeddings.InProcess, DisposableBean {
    static final String NAME = "all-minilm-l6-v2";
    static final int DIMENSIONS = 384;

    /** What it was trained for. */
    private static final int WINDOW = 256;

    private final ReentrantLock loading = new ReentrantLock();
    private final ComputePool computing;
    private volatile @Nullable Loaded loaded;

    MiniLm(ComputePools pools) {
        this.computing = pools.pool("embedding");
    }

    @Override
    public Vectors embed(EmbeddingsRequest request) {
        var dimensions = request.dimensions();
        if (dimensions != null && dimensions != DIMENSIONS) {
            throw new UnsupportedRequestException(
                    "The vectors of %s have %d dimensions.".formatted(NAME, DIMENSIONS));
        }
        var vectors = new ArrayList<float[]>();
        long tokens = 0;
        // each text has a turn of its own, so that a short request need not wait for a long one
        for (var text : request.texts()) {
            var read = computing.compute(() -> load().read(text));
            tokens += read.tokens();
            vectors.add(read.vector());
        }
        return new Vectors(vectors, Tokens.of(tokens, 0), UsageSource.PROVIDER, NAME);
    }

    boolean isLoaded() {
        return loaded != null;
    }

    private Loaded load() {
        var ready = loaded;
        if (ready != null) {
            return ready;
        }
        loading.lock();
        try {
            ready = loaded;
            if (ready == null) {
                ready = new Loaded();
                loaded = ready;
            }
            return ready;
        } finally {
            loading.unlock();
        }
    }

    @Override
    public void destroy() throws OrtException {
        var ready = loaded;
        if (ready != null) {
            ready.session.close();
        }
    }

    /** What the model makes of a text. */
    private record Reading(int tokens, float[] vector) {}

    /** The model in memory. */
    private static final class Loaded {
        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private final OrtSession session;
        private final WordPieces words;

        Loaded() {
            try (var weights = resource("all-minilm-l6-v2-q.onnx");
                    var vocabulary = resource("all-minilm-l6-v2-q-tokenizer.json");
                    var options = new OrtSession.SessionOptions()) {
                // the router's threads are for calls; and no memory is kept between two uses
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                options.setCPUArenaAllocator(false);
                options.setMemoryPatternOptimization(false);
                session = environment.createSession(weights.readAllBytes(), options);
                words = WordPieces.read(vocabulary);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (OrtException e) {
                throw new IllegalStateException("the local model cannot be loaded", e);
            }
        }

        private static java.io.InputStream resource(String name) throws IOException {
            var found = MiniLm.class.getResourceAsStream("/" + name);
            if (found == null) {
                throw new IOException("the local model's file %s is missing".formatted(name));
            }
            return found;
        }

        Reading read(String text) {
            var ids = words.ids(text);
            return new Reading(ids.length, vector(ids));
        }

        private float[] vector(long[] ids) {
            var sum = new double[DIMENSIONS];
            int room = WINDOW - 2;
            for (int from = 0; from == 0 || from < ids.length; from += room) {
                var window = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + room));
                add(words.framed(window), Math.max(1, window.length), sum);
            }
            return unit(sum);
        }

        private void add(long[] ids, int weight, double[] sum) {
            var ones = new long[ids.length];
            Arrays.fill(ones, 1);
            try (var input = OnnxTensor.createTensor(environment, new long[][] {ids});
                    var mask = OnnxTensor.createTensor(environment, new long[][] {ones});
                    var types =
                            OnnxTensor.createTensor(
                                    environment, new long[][] {new long[ids.length]});
                    var result =
                            session.run(
                                    Map.of(
                                            "input_ids",
                                            input,
                                            "attention_mask",
                                            mask,
                                            "token_type_ids",
                                            types))) {
                var states = ((float[][][]) result.get(0).getValue())[0];
                for (var state : states) {
                    for (int i = 0; i < DIMENSIONS; i++) {
                        sum[i] += (double) state[i] * weight / states.length;
                    }
                }
            } catch (OrtException e) {
                throw new IllegalStateException("the local model failed", e);
            }
        }

        private static float[] unit(double[] sum) {
            double length = 0;
            for (double part : sum) {
                length += part * part;
            }
            double norm = Math.sqrt(length);
            var vector = new float[sum.length];
            for (int i = 0; i < sum.length; i++) {
                vector[i] = (float) (norm == 0 ? 0 : sum[i] / norm);
            }
            return vector;
        }
    }
}
