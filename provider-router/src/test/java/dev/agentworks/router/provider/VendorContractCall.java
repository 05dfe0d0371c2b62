package dev.agentworks.router.provider;

/** One call that is expected to fail. */
record VendorContractCall(
        VendorClient client,
        Vendor vendor,
        ProviderSettings.Access access,
        ProviderSettings.Timeouts timeouts) {
    VendorFailure failure() throws NotDispatchedException {
        var answer =
                client.call(
                        vendor,
                        Conversations.withTools(),
                        access,
                        "key",
                        new Deaf(),
                        new CallControl(timeouts));
        var failure = answer.failure();
        if (failure == null) {
            throw new AssertionError("the vendor answered: " + answer);
        }
        return failure;
    }

    private static final class Deaf implements AnswerListener {
        @Override
        public void dispatching() {}

        @Override
        public void text(String delta) {}

        @Override
        public void tool(String id, String name) {}
    }
}
