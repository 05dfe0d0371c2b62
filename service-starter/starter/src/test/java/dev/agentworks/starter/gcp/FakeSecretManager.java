package dev.agentworks.starter.gcp;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.secretmanager.v1.AccessSecretVersionRequest;
import com.google.cloud.secretmanager.v1.AccessSecretVersionResponse;
import com.google.cloud.secretmanager.v1.SecretManagerServiceGrpc;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Secret Manager in this process, spoken to by Google's client over gRPC. */
final class FakeSecretManager extends SecretManagerServiceGrpc.SecretManagerServiceImplBase
        implements AutoCloseable {
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Server server;
    private final ManagedChannel channel;

    FakeSecretManager() throws IOException {
        var name = UUID.randomUUID().toString();
        server =
                InProcessServerBuilder.forName(name)
                        .directExecutor()
                        .addService(this)
                        .build()
                        .start();
        channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    }

    void keep(String version, String secret) {
        secrets.put(version, secret);
    }

    List<String> asked() {
        return asked;
    }

    SecretReader reader() throws IOException {
        return new SecretManagerReader(
                SecretManagerServiceSettings.newBuilder()
                        .setCredentialsProvider(NoCredentialsProvider.create())
                        .setTransportChannelProvider(
                                FixedTransportChannelProvider.create(
                                        GrpcTransportChannel.create(channel)))
                        .build());
    }

    @Override
    public void accessSecretVersion(
            AccessSecretVersionRequest request,
            StreamObserver<AccessSecretVersionResponse> responses) {
        asked.add(request.getName());
        var secret = secrets.get(request.getName());
        if (secret == null) {
            responses.onError(Status.PERMISSION_DENIED.asRuntimeException());
            return;
        }
        responses.onNext(
                AccessSecretVersionResponse.newBuilder()
                        .setName(request.getName())
                        .setPayload(
                                SecretPayload.newBuilder().setData(ByteString.copyFromUtf8(secret)))
                        .build());
        responses.onCompleted();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
