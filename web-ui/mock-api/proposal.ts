import type { FileChanges, HeldChange } from '../src/api/types.ts';

/** What the mock's build agents want to change. */
export const proposal: FileChanges = {
  digest: 'sha256:9f2c4e',
  base: '4be1a02',
  head: '77d0c1e',
  items: [
    {
      path: 'src/main/java/physio/Appointment.java',
      change: 'MODIFIED',
      additions: 5,
      deletions: 1,
      binary: false,
      patch: `--- a/src/main/java/physio/Appointment.java
+++ b/src/main/java/physio/Appointment.java
@@ -12,4 +12,8 @@ record Appointment(Instant start, Duration length) {
     boolean mayMove(Instant now) {
-        return now.isBefore(start);
+        return now.isBefore(start.minus(FREE_UNTIL));
     }
+
+    Instant end() {
+        return start.plus(length);
+    }
 }
`,
    },
    {
      path: 'src/test/java/physio/AppointmentTests.java',
      change: 'ADDED',
      additions: 3,
      deletions: 0,
      binary: false,
      patch: `--- /dev/null
+++ b/src/test/java/physio/AppointmentTests.java
@@ -0,0 +1,3 @@
+class AppointmentTests {
+    // moving is free until 24 hours before
+}
`,
    },
    { path: 'docs/logo.png', change: 'ADDED', additions: 0, deletions: 0, binary: true },
  ],
};

/** What they want to change on the board. */
export const heldChanges: HeldChange[] = [
  {
    id: '5d0f3b1e-9c1a-5f0e-8a77-0b1f4f3c9a01',
    kind: 'create_card',
    title: 'New task PHYS-31: Say how long moving is free',
    preview: 'Acceptance criteria:\n- The confirmation names the time until which moving is free.',
    complete: true,
    heldAt: '2026-01-12T09:30:00Z',
  },
  {
    id: '5d0f3b1e-9c1a-5f0e-8a77-0b1f4f3c9a02',
    kind: 'add_comment',
    title: 'Comment on PHYS-7',
    preview: 'Appointments can be moved free of charge until 24 hours before they begin.',
    complete: true,
    heldAt: '2026-01-12T09:31:00Z',
  },
];
