package io.m2x.server.http;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.regex.Pattern;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * Mends requests that would be refused, or answered with unusable addresses, before any
 * rule of the API could apply: characters that must not stand in an address are encoded,
 * and a {@code Host} that is none becomes the address on which the server listens.
 */
@Sharable
final class RequestRepair extends ChannelInboundHandlerAdapter {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	static final RequestRepair INSTANCE = new RequestRepair();

	private static final Pattern HOST = Pattern.compile("([\\w.~-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,4}|:[1-5]\\d{4})?");

	private static final Pattern LEGAL_URI = Pattern.compile("(?:[\\w./?&=:@!$'()*+,;~-]|%[0-9A-Fa-f]{2})*+");

	private RequestRepair() {
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpRequest request) {
			request.setUri(mendUri(request.uri()));
			@Nullable String host = request.headers().get(HttpHeaderNames.HOST);
			if (host != null && !HOST.matcher(host).matches()
					&& context.channel().localAddress() instanceof InetSocketAddress local) {
				request.headers().set(HttpHeaderNames.HOST, NetUtil.toSocketAddressString(local));
			}
		}
		super.channelRead(context, message);
	}

	private static String mendUri(String uri) {
		if (!uri.startsWith("/") || LEGAL_URI.matcher(uri).matches()) {
			return uri;
		}
		StringBuilder mended = new StringBuilder();
		for (int i = 0; i < uri.length(); i++) {
			// A percent sign needs its two digits to be legal.
			int end = (uri.charAt(i) == '%') ? Math.min(i + 3, uri.length()) : i + 1;
			if (LEGAL_URI.matcher(uri).region(i, end).matches()) {
				mended.append(uri.charAt(i));
			}
			else {
				// The line was decoded byte by byte, so a character is a byte.
				mended.append('%').append(HEX.toHexDigits((byte) uri.charAt(i)));
			}
		}
		return mended.toString();
	}

}
