package io.polarway.tck.console;

import org.jline.utils.WCWidth;

/** Text as a terminal shows it: cells wide, and without what would move its cursor. */
public final class DisplayText {

  private static final String ELLIPSIS = "…";
  private static final int CONTROL_PICTURES = 0x2400;
  private static final int DELETE = 0x7f;
  private static final int DELETE_PICTURE = 0x2421;
  private static final int LAST_CONTROL = 0x9f;

  private DisplayText() {}

  /** The cells that a text takes on a terminal; wide characters take two, combining ones none. */
  public static int width(String text) {
    return text.codePoints().map(DisplayText::width).sum();
  }

  private static int width(int codePoint) {
    return Math.max(0, WCWidth.wcwidth(codePoint));
  }

  /** The text on one line, with a picture in the place of each control character. */
  public static String visible(String text) {
    if (text.codePoints().noneMatch(DisplayText::isControl)) {
      return text;
    }
    StringBuilder visible = new StringBuilder();
    text.replace("\r\n", "\n")
        .codePoints()
        .map(DisplayText::picture)
        .forEach(visible::appendCodePoint);
    return visible.toString();
  }

  private static boolean isControl(int codePoint) {
    return codePoint < ' ' || (codePoint >= DELETE && codePoint <= LAST_CONTROL);
  }

  private static int picture(int codePoint) {
    if (!isControl(codePoint)) {
      return codePoint;
    }
    return switch (codePoint) {
      case '\n' -> '⏎';
      case '\t' -> ' ';
      case DELETE -> DELETE_PICTURE;
      default -> codePoint < ' ' ? CONTROL_PICTURES + codePoint : '�';
    };
  }

  /** The text if it fits, or its beginning and an ellipsis; 0 cells stand for no limit. */
  public static String clip(String text, int cells) {
    if (cells == 0 || width(text) <= cells) {
      return text;
    }
    StringBuilder clipped = new StringBuilder();
    int used = 1;
    for (int codePoint : text.codePoints().toArray()) {
      used += width(codePoint);
      if (used > cells) {
        break;
      }
      clipped.appendCodePoint(codePoint);
    }
    return clipped.append(ELLIPSIS).toString();
  }
}
