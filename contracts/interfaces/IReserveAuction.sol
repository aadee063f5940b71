// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ISaleCredits} from "./ISaleCredits.sol";

/// @title  IReserveAuction
/// @notice Auctions of masters and layers, one at a time for a token. The token is in this contract's custody from the
///         first moment to the last, and this contract cannot restyle, so a style cannot move under a bid. A bid names
///         the token and the style word it is for: when the seller takes the token back, restyles it and puts it up
///         again, or a reorganisation has it otherwise, the bid fails.
///
///         The first bid of at least the reserve starts 24 hours. A bid in the last 15 minutes moves the end by
///         15 minutes. Every bid is at least 5 % above the one before it. Whoever is outbid is credited.
interface IReserveAuction is ISaleCredits {
    /// @notice The caller does not own the token.
    error NotTokenOwner(address caller, uint256 tokenId);
    /// @notice The caller did not put the token up for auction.
    error NotSeller(address caller, uint256 tokenId);
    /// @notice The token is not up for auction: it never was, or its auction was settled or cancelled.
    error NotInAuction(uint256 tokenId);
    /// @notice A reserve is above zero.
    error NoReserve(uint256 tokenId);
    /// @notice The token's style word is another than the bidder saw.
    error StyleMoved(uint256 tokenId, uint256 expectedWord, uint256 actualWord);
    /// @notice A bid must be of `least` wei at least.
    error BidTooLow(uint256 tokenId, uint256 sent, uint256 least);
    /// @notice Bids were taken until `endedAt`, unix seconds.
    error AuctionOver(uint256 tokenId, uint256 endedAt);
    /// @notice The auction can be settled from `endsAt`, unix seconds; 0 while nobody has bid.
    error AuctionNotOver(uint256 tokenId, uint256 endsAt);
    /// @notice An auction with a bid cannot be cancelled.
    error AlreadyBid(uint256 tokenId, address bidder);

    /// @notice A token is up for auction. `word` is its style word, which stays as it is until the auction is over.
    event AuctionCreated(uint256 indexed tokenId, address indexed seller, uint256 reserve, uint256 word);
    /// @notice This is now the highest bid, and `endsAt` (unix seconds) the end.
    event BidPlaced(uint256 indexed tokenId, address indexed bidder, uint256 amount, uint256 endsAt);
    /// @notice The seller took the token back.
    event AuctionCancelled(uint256 indexed tokenId, address indexed seller);
    /// @notice The token is the winner's. The seller was credited with `amount - royalty`.
    event AuctionSettled(
        uint256 indexed tokenId, address indexed seller, address indexed winner, uint256 amount, uint256 royalty
    );

    /// @notice Puts a token up for auction and takes it into custody. The owner's; this contract must be
    ///         approved. Fails with `NotTokenOwner` or `NoReserve`.
    /// @param reserve  wei, not 0: the least first bid
    function create(uint256 tokenId, uint96 reserve) external;

    /// @notice Bids the value sent. Anybody's. Fails with `NotInAuction`, `StyleMoved`, `AuctionOver` or `BidTooLow`.
    /// @param expectedWord  the style word the bidder saw: levers, revision, updates left and whether it is frozen
    function bid(uint256 tokenId, uint256 expectedWord) external payable;

    /// @notice Ends an auction whose time is up: token to the highest bidder, price to the seller's and the royalty
    ///         receiver's credit. Anybody's. Fails with `NotInAuction` or `AuctionNotOver`.
    function settle(uint256 tokenId) external;

    /// @notice Takes the token back. The seller's, before the first bid. Fails with `NotInAuction`, `NotSeller` or
    ///         `AlreadyBid`.
    function cancel(uint256 tokenId) external;

    /// @return seller  who put the token up for auction; zero for a token that is not, and then all else is zero
    /// @return bidder  the highest bidder; zero while nobody has bid
    /// @return amount  wei, the highest bid; the reserve while nobody has bid
    /// @return endsAt  unix seconds; 0 while nobody has bid
    function auctionOf(uint256 tokenId)
        external
        view
        returns (address seller, address bidder, uint256 amount, uint256 endsAt);

    /// @return wei, what the next bid must be at least.
    function leastBid(uint256 tokenId) external view returns (uint256);
}
