package org.tidetable.pipeline;

/** A placeholder for the command line. */
public final class Main {
  private Main() {}

  /** Says that there is nothing here yet. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    if (arguments.length > 1 && arguments[0].equals("--call")) {
      Class.forName(arguments[1])
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } else {
      System.out.println("tidetable " + Main.class.getPackage().getImplementationVersion());
    }
  }
}
