package dev.agentworks.router.provider.http;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.EmbeddingsRequest;
import dev.agentworks.router.provider.model.EmbeddingsResponse;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.ResponseHead;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.Embeddings;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.ResponseListener;
import dev.agentworks.router.provider.spi.UnsupportedRequestException;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorRequest;
import dev.agentworks.starter.problem.ProblemException;
import java.io.UncheckedIOException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Makes one call of a vendor: exactly one request is written, its answer is read as it comes. */
@Component
public class VendorClient implements DisposableBean {
    private final VendorExchange exchange;

    VendorClient(ProviderSettings settings) {
        this.exchange = new VendorExchange(settings);
    }

    /**
     * Asks and waits for the end, whatever it is.
     *
     * @param requestKey told to a simulator, so that tests can count dispatches by key
     * @throws NotDispatchedException nothing was written; the same key may be used again
     */
    public ModelResponse call(
            Vendor vendor,
            ChatRequest request,
            Access access,
            String requestKey,
            ResponseListener listener,
            CallControl control)
            throws NotDispatchedException {
        var vectors = request.options().output().vectors();
        if (vectors != null) {
            return vectors(vendor, request, access, requestKey, listener, control);
        }
        VendorRequest written;
        try {
            written = vendor.write(request, access);
        } catch (UnsupportedRequestException e) {
            return ModelResponse.failed(e.failure());
        } catch (UncheckedIOException e) {
            // the adapter itself could not get what it needs, such as a token
            throw new NotDispatchedException(String.valueOf(e.getMessage()), e);
        }
        var builder =
                new ResponseBuilder(listener, ResponseBuilder.estimate(written.body().length));
        var reading = new ModelResponseReader(vendor, request, access, builder, control);
        var reader =
                new VendorExchange.Reader<ModelResponse>() {
                    @Override
                    public ModelResponse read(ClassicHttpResponse response) {
                        return reading.read(response);
                    }

                    @Override
                    public ModelResponse lost(VendorFailure why) {
                        return ModelResponse.failed(why);
                    }

                    @Override
                    public boolean isWhole(ModelResponse response) {
                        return response.failure() == null;
                    }
                };
        return exchange.run(written, access, requestKey, listener::dispatching, control, reader);
    }

    private ModelResponse vectors(
            Vendor vendor,
            ChatRequest request,
            Access access,
            String requestKey,
            ResponseListener listener,
            CallControl control)
            throws NotDispatchedException {
        var made =
                embed(
                        vendor,
                        EmbeddingsRequest.of(request),
                        access,
                        requestKey,
                        listener::dispatching,
                        control);
        listener.head(made.head());
        return ModelResponse.of(made);
    }

    /**
     * Asks for vectors and waits for them.
     *
     * @param dispatching as {@link ResponseListener#dispatching()}
     * @throws NotDispatchedException nothing was written; the same key may be used again
     */
    public EmbeddingsResponse embed(
            Vendor vendor,
            EmbeddingsRequest request,
            Access access,
            String requestKey,
            Runnable dispatching,
            CallControl control)
            throws NotDispatchedException {
        try {
            return switch (vendor.embeddings()) {
                case Embeddings.None _ ->
                        throw new UnsupportedRequestException(
                                vendor.name() + " makes no embeddings.");
                case Embeddings.OverHttp remote ->
                        exchange.run(
                                remote.write(request, access),
                                access,
                                requestKey,
                                dispatching,
                                control,
                                new EmbeddingsReader(vendor, remote, request, access, control));
                case Embeddings.InProcess local -> here(local, request, dispatching, control);
            };
        } catch (UnsupportedRequestException e) {
            return EmbeddingsResponse.failed(e.failure(), ResponseHead.NONE);
        }
    }

    private static EmbeddingsResponse here(
            Embeddings.InProcess local,
            EmbeddingsRequest request,
            Runnable dispatching,
            CallControl control) {
        dispatching.run();
        try {
            var made = local.embed(request);
            return new EmbeddingsResponse(
                    made.vectors(),
                    made.tokens(),
                    made.usageSource(),
                    made.model(),
                    ResponseHead.NONE,
                    null);
        } catch (ProblemException busy) {
            return EmbeddingsResponse.failed(
                    new VendorFailure(FailureClass.OVERLOADED, busy.detail(), busy.pause()),
                    ResponseHead.NONE);
        } finally {
            control.over();
        }
    }

    @Override
    public void destroy() {
        exchange.close();
    }
}
