package dev.agentworks.local.launcher.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Where services are extracted and trained: one folder for each content of a jar, shared by all
 * checkouts of a person, so that a copied tree or a fresh clone starts what was prepared before.
 */
final class ProgramFolders {

    private final Path root;

    private ProgramFolders(Path root) {
        this.root = root;
    }

    /**
     * In the cache of builds, or beside the build where no cache is named; in the stack's own
     * folder where neither can be written.
     */
    static ProgramFolders of(StackSettings settings) {
        var cache = System.getProperty("agentworks.cache", "");
        var root =
                (cache.isEmpty()
                                ? settings.repository().resolve(".agentworks-build")
                                : Path.of(cache))
                        .resolve("programs");
        try {
            Files.createDirectories(root);
            if (Files.isWritable(root)) {
                return new ProgramFolders(root);
            }
        } catch (IOException _) {
            // a folder that cannot be made is not used; the stack's own always can
        }
        return new ProgramFolders(settings.home().programs());
    }

    /**
     * The folder of this jar under this virtual machine. The same content gives the same folder,
     * wherever the jar lies and whenever it was built.
     */
    Path of(String service, Path jar, List<String> options) throws IOException {
        var digest = sha256();
        try (var file = new ZipFile(jar.toFile())) {
            file.stream()
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry -> {
                        digest.update(entry.getName().getBytes(StandardCharsets.UTF_8));
                        digest.update(
                                ByteBuffer.allocate(16)
                                        .putLong(entry.getCrc())
                                        .putLong(entry.getSize())
                                        .flip());
                    });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        digest.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
        digest.update(String.join(" ", options).getBytes(StandardCharsets.UTF_8));
        return root.resolve(
                service + "-" + HexFormat.of().formatHex(digest.digest()).substring(0, 20));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("every Java platform has SHA-256", failure);
        }
    }
}
